package handlers

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
)

// copies claims the waiting notices and counts those that hand a file to somebody.
func (o *office) copies(user string) (n int) {
	o.t.Helper()
	for {
		claimed, err := o.store.Claim(o.t.Context(), time.Now(), time.Minute, 50)
		must(o.t, err)
		if len(claimed) == 0 {
			return n
		}
		for _, c := range claimed {
			if c.Kind == complaint.NoticeCopy && c.To == user {
				n++
			}
			must(o.t, o.store.Done(o.t.Context(), c, db.Delivery{At: o.now}, nil))
		}
	}
}

func TestAskForAFile(t *testing.T) {
	o := newOffice(t)
	id, err := o.as(lotte).Upload("brief.pdf", "application/pdf", []byte("%PDF-1.7"))
	must(t, err)
	number := o.filed(map[string]any{"via": "letter", "address": "Molenstraat 1", "files": []string{id}})
	p := o.as(sanne)
	p.command("/klacht", "toon "+number)
	p.inView("case.tab.files")
	if _, err := p.PressInView("case.file.get"); err == nil {
		t.Error("a file that is not kept yet can be asked for")
	}
	_, err = o.store.PutFile(t.Context(), number, id, bytes.NewReader([]byte("%PDF-1.7")))
	must(t, err)
	o.does(number, func(c *complaint.Case) error { return c.KeepFile(id, o.now) })
	p.inView("case.tab.files")
	p.inView("case.file.get")
	p.inView("case.file.get")
	o.shows(p, "brief.pdf", "privébericht")
	if n := o.copies(sanne); n != 1 {
		t.Errorf("%d copies are on their way, want 1", n)
	}
	press := func(user, file string) error {
		r := &bot.Request{Kind: bot.KindAction, User: user, Action: bot.Action{Value: view.FileValue(number, file)}}
		_, err := o.h.copyFile(t.Context(), r)
		return err
	}
	for _, forged := range [][2]string{{joost, id}, {gast, id}, {milan, id}, {sanne, "F0OTHER"}} {
		err := press(forged[0], forged[1])
		var refusal *complaint.Refusal
		if !errors.Is(err, complaint.ErrNotFound) && !errors.As(err, &refusal) {
			t.Errorf("%s may have %s: %v", forged[0], forged[1], err)
		}
	}
	o.turn(o.now.Add(time.Minute))
	must(t, press(sanne, id))
	if n := o.copies(sanne); n != 1 {
		t.Errorf("%d copies after asking again, want 1", n)
	}
}
