package complaint

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPromisesAreWholeOrAbsent(t *testing.T) {
	whole := Promise{"refund", "Milan de Wit", "2026-03-20"}
	tests := []struct {
		name   string
		rows   []Promise
		kept   []Promise
		fields []string
	}{
		{"one whole row", []Promise{whole}, []Promise{whole}, nil},
		{"empty rows are dropped", []Promise{{}, whole, {What: "  "}}, []Promise{whole}, nil},
		{"no day", []Promise{{"refund", "Milan de Wit", ""}}, nil, []string{"when1"}},
		{"nobody", []Promise{whole, {"call", " ", "2026-03-20"}}, nil, []string{"who2"}},
		{"only a day", []Promise{{"", "", "2026-03-20"}}, nil, []string{"what1"}},
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
