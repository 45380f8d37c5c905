package view

import (
	"strings"

	"github.com/slack-go/slack"

	"ombud/calendar"
	"ombud/lang"
	"ombud/procedure"
)

// howKinds are the duties that tell a newcomer how a complaint goes, in the
// order in which they come. A procedure has some of them.
var howKinds = []string{"acknowledge", "read_back", "assign", "contact", "decision", "follow_up"}

// howBlocks tell how complaints are handled here: one line for each of the main
// duties, from the procedure itself.
func howBlocks(f *Frame, p *procedure.Procedure) []slack.Block {
	if p == nil {
		return nil
	}
	var lines []string
	for _, kind := range howKinds {
		d := p.Duty(kind)
		if d == nil || d.Within == nil {
			continue
		}
		line := "• " + f.P.T("home.how.line", "what", f.DutyName(p, kind), "within", PeriodOf(f.P, *d.Within), "who", f.P.T("words.role."+d.Owner))
		lines = append(lines, line+HouseRule(f.P, d.House))
	}
	if len(lines) == 0 {
		return nil
	}
	return []slack.Block{header(f.P.T("home.how")), section(strings.Join(lines, "\n"))}
}

// PeriodOf words a period: "2 working days".
func PeriodOf(say *lang.Printer, p calendar.Period) string {
	return say.T("words.period."+string(p.Unit()), "n", p.N())
}

// languageNames are what the languages call themselves.
var languageNames = map[lang.Language]string{lang.NL: "Nederlands", lang.DA: "Dansk", lang.EN: "English"}

// languageRow lets the person choose the language of all that is theirs alone.
func languageRow(f *Frame) slack.Block {
	var lines []Option
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		lines = append(lines, Option{Value: string(l), Text: languageNames[l]})
	}
	s := section("*" + f.P.T("home.language") + "*\n" + f.P.T("home.language.means"))
	s.Accessory = slack.NewAccessory(menu("home.language", lines, string(f.P.Language())))
	return s
}
