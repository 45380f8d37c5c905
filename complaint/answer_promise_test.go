package complaint

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPromisesAreWholeOrAbsent(t *testing.T) {
	whole := Promise{What: "refund", Who: "Milan de Wit", When: "2026-03-20"}
	named := Promise{What: "call", Who: "Fatima El Idrissi", User: fatima, When: "2026-03-20"}
	on := func(day string) Promise { return Promise{What: "refund", When: day} }
	tests := []struct {
		name   string
		rows   []Promise
		kept   []Promise
		fields []string
	}{
		{"one whole row", []Promise{whole}, []Promise{whole}, nil},
		{"empty rows are dropped", []Promise{{}, whole, {What: "  "}}, []Promise{whole}, nil},
		{"a colleague", []Promise{named}, []Promise{named}, nil},
		{"nobody named means the handler", []Promise{{What: "refund", When: "2026-03-20"}}, []Promise{whole}, nil},
		{"no day", []Promise{on("")}, nil, []string{"when1"}},
		{"no day at all", []Promise{on("tomorrow")}, nil, []string{"when1"}},
		{"a past day", []Promise{whole, on("2026-03-11")}, nil, []string{"when2"}},
		{"a day beyond the calendar", []Promise{on("2093-03-11")}, nil, []string{"when1"}},
		{"only a day", []Promise{{When: "2026-03-20"}}, nil, []string{"what1"}},
		{"only somebody", []Promise{{User: fatima}}, nil, []string{"what1"}},
		{"somebody who is kept out", []Promise{{What: "call", User: joost, When: "2026-03-20"}}, nil, []string{"who1"}},
		{"more than the form has rows", []Promise{whole, named, whole, named}, nil, []string{"what4"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceInProgress)
			d := draft()
			d.Promises = tc.rows
			err := c.Prepare(d, member(milan), at(t, "2026-03-12 15:00"))
			var refused Refusals
			var fields []string
			if errors.As(err, &refused) {
				for _, r := range refused {
					fields = append(fields, r.Field)
				}
			}
			if diff := cmp.Diff(tc.fields, fields); diff != "" {
				t.Errorf("refused fields (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.kept, c.AnswerText(1).Promises); diff != "" {
				t.Errorf("kept (-want +got):\n%s", diff)
			}
		})
	}
}
