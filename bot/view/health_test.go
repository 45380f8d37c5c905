package view

import (
	"encoding/json"
	"strings"
	"testing"

	"ombud/lang"
)

func TestHealth(t *testing.T) {
	const now = "2026-03-09 09:00"
	bad := &Health{Dead: 23, Held: 2, Oldest: at(t, "2026-03-06 15:10"), Channel: "archived"}
	lost := []Lost{
		{ID: 7, Number: "K-2026-0042", Kind: "reminder", To: milan, Class: "destination", At: at(t, "2026-03-06 15:10")},
		{ID: 8, Kind: "desk", Class: "bug", At: at(t, "2026-03-06 15:12")},
		{ID: 9, Number: "K-2026-0041", Kind: "card", Class: "new", At: at(t, "2026-03-06 15:14")},
	}
	inLanguages(t, "health.home", now, func(f *Frame) screen { return HomeTab(f, &HomeLists{Health: bad}) })
	inLanguages(t, "health.home_fine", now, func(f *Frame) screen { return HomeTab(f, &HomeLists{Health: &Health{}}) })
	inLanguages(t, "health.list", now, func(f *Frame) screen { return UndeliveredList(f, bad, lost, 0, true) })
	inLanguages(t, "health.list_older", now, func(f *Frame) screen { return UndeliveredList(f, bad, lost[:1], 8, false) })
	inLanguages(t, "health.list_empty", now, func(f *Frame) screen { return UndeliveredList(f, &Health{}, nil, 0, false) })
	inLanguages(t, "health.how", now, func(f *Frame) screen { return HowToRepair(f, "gone") })
	inLanguages(t, "health.retried", now, func(f *Frame) screen { return Retried(f, "", 2) })
	inLanguages(t, "health.home_unknown", now, func(f *Frame) screen { return HomeTab(f, &HomeLists{Health: &Health{Channel: "unknown"}}) })
	inLanguages(t, "health.home_waits", now, func(f *Frame) screen {
		return HomeTab(f, &HomeLists{Health: &Health{Held: 2, Oldest: at(t, "2026-03-06 15:10")}})
	})
	inLanguages(t, "health.not_known", now, func(f *Frame) screen { return Retried(f, "unknown", 0) })
	inLanguages(t, "health.still", now, func(f *Frame) screen { return Retried(f, "archived", 0) })
}

// The button that sends a message again is told apart by its case, else by what was said.
func TestSendAgainIsToldApart(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-09 09:00")
	for _, l := range []Lost{{ID: 1, Kind: "desk"}, {ID: 2, Kind: "reminder", Number: "K-2026-0042"}} {
		raw, err := json.Marshal(lostRow(f, &l))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(raw), `Send again · "`) || !strings.Contains(string(raw), "Send again · ") {
			t.Errorf("it is called %s", raw)
		}
	}
}
