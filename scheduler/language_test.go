package scheduler

import (
	"strings"
	"testing"

	"ombud/db"
)

// Each direct message is in the language of its reader, as it is when the
// message goes out; the channel keeps the company's.
func TestDirectMessagesSpeakTheReadersLanguage(t *testing.T) {
	f := newFirm(t)
	f.do("choose", f.Store.ChooseLanguage(t.Context(), lotte, "da"))
	f.do("guess", f.Store.GuessLanguage(t.Context(), milan, "nl"))
	number := f.file()
	f.sendAll()
	receipt := func(want string) {
		t.Helper()
		if said := f.said(lotte); len(said) != 1 || !strings.Contains(said[0], want) {
			t.Errorf("the filer reads %q, want %q", said, want)
		}
	}
	receipt(" · Ny")
	f.do("choose", f.Store.ChooseLanguage(t.Context(), lotte, "nl"))
	f.assign(number, milan)
	f.sendAll()
	receipt("Toegewezen")
	if said := f.said(milan); len(said) != 1 || !strings.Contains(said[0], "Neem de zaak aan") {
		t.Errorf("the handler reads %q", said)
	}
	if card := f.inChannel(); !strings.Contains(card[0], "Assigned") {
		t.Errorf("the channel reads %q", card)
	}
	f.assign(number, fatima)
	f.sendAll()
	if said := f.said(milan); len(said) != 1 || !strings.Contains(said[0], "overgedragen") {
		t.Errorf("the former handler reads %q", said)
	}
	all, err := f.Store.Messages(t.Context(), number)
	f.do("messages", err)
	if n := count(purposes(all), "passed/"); n != 1 {
		t.Errorf("%d desks passed on", n)
	}
}

func purposes(all []db.Message) []string {
	var list []string
	for _, m := range all {
		list = append(list, m.Purpose)
	}
	return list
}
