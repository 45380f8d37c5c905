package view

import (
	"strings"

	"ombud/complaint"
	"ombud/lang"
)

// ConditionText words a condition of closing as it stands in the middle of a sentence: what
// is to be done for it or, where it is met, what was done. Said as a fact while it is open,
// it would read as if it were met.
func ConditionText(p *lang.Printer, cond complaint.Condition) string {
	kind, duty := strings.CutPrefix(cond.Text, "duty.done.")
	switch {
	case cond.Met:
		return lang.Inline(p.T(cond.Text))
	case duty:
		return lang.Inline(p.T("duty." + kind))
	}
	_, what, _ := strings.Cut(cond.Text, ".")
	return p.T("close.todo." + what)
}
