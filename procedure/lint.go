package procedure

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"ombud/calendar"
)

// Check lists all that is wrong in a procedure file: what [ParseFile] refuses,
// else what can be read and still cannot be kept. said tells whether the
// program has a text of that id, now when it is. They come in the order
// of the file; nothing wrong gives none.
func Check(name string, src []byte, said func(id string) bool, now time.Time) Faults {
	p, s, err := read(src)
	var fs Faults
	if !errors.As(err, &fs) {
		wrong := func(path, says string, args ...any) { fs = append(fs, s.at(path, fmt.Sprintf(says, args...))) }
		p.lintDuties(wrong)
		p.lintOwners(wrong)
		p.lintTexts(wrong, said)
		p.lintOrder(wrong)
		p.lintLife(wrong)
		p.lintOrdinary(wrong)
		p.lintClose(wrong)
		p.lintRoads(wrong)
		p.lintSteps(wrong)
		p.lintDoers(wrong)
		p.lintRoles(wrong)
		p.lintAsked(wrong)
		p.lintTerms(wrong)
		if p.FollowUp.Required && p.Duty("follow_up") == nil {
			wrong("$.follow_up", "a follow-up is required, and no duty of the kind follow_up says by when")
		}
		if p.Close.Explained && !p.Steps.Explain {
			wrong("$.close.explained", "no case can close: the procedure is explained only with steps.explain")
		}
		if p.Classify.Second && (len(p.Natures) < 2 || len(p.Confidant) == len(p.Natures)) {
			wrong("$.classify.second", "there is no second nature to choose: name two or more in natures, and one that is not the confidant's")
		}
		if len(p.Answer.Approval.TwoFor) > 0 && p.Answer.Approval.Role == "" {
			wrong("$.answer.approval.two_for", "two people agree, and no role says who may")
		}
		p.lintRetention(wrong)
		p.lintDated(wrong, calendar.DayOf(now, time.UTC))
		if !slices.ContainsFunc(p.Duties, func(d Duty) bool { return d.StartsOn == Settled && slices.Contains(d.DoneBy, "closed") }) {
			wrong("$.duties", "a case that only has to be closed is nobody's: no duty that starts on settled is done by closed")
		}
	}
	for _, f := range fs {
		f.File = name
	}
	slices.SortStableFunc(fs, func(a, b *Fault) int { return cmp.Compare(a.Line, b.Line) })
	return fs
}

// lintDated finds a day that is a slip of the pen: the first review counts from it, so
// that nobody would be reminded for years. A document may be put in before its day.
func (p *Procedure) lintDated(wrong wrong, today calendar.Day) {
	if dated, err := calendar.ParseDay(p.Dated); err == nil && dated.After(today.AddMonths(12)) {
		wrong("$.dated", "%s lies more than a year ahead, and reviews count from it; write the day of this version", p.Dated)
	}
}

// lintRetention finds terms that cannot all be kept, and those that no calendar can tell
// years ahead.
func (p *Procedure) lintRetention(wrong wrong) {
	r := p.Retention
	if r.Target == nil && r.Max == nil {
		wrong("$.retention", "retention is missing: how long a closed case is kept (target or max)")
	}
	for _, term := range []struct {
		name string
		is   *calendar.Period
	}{{"min", r.Min}, {"max", r.Max}, {"target", r.Target}} {
		if term.is == nil {
			continue
		}
		switch term.is.Unit() {
		case calendar.Days, calendar.Weeks, calendar.Months, calendar.Years:
		default:
			wrong("$.retention."+term.name, "say %s in days, weeks, months or years", term.name)
			return
		}
	}
	for _, pair := range []struct {
		less, more   string
		short, large *calendar.Period
	}{{"min", "max", r.Min, r.Max}, {"min", "target", r.Min, r.Target}, {"target", "max", r.Target, r.Max}} {
		if pair.short == nil || pair.large == nil {
			continue
		}
		if days, _, _ := p.earlier(Duty{Within: pair.large}, Duty{Within: pair.short}); days > 0 {
			wrong("$.retention."+pair.more, "%s ends before %s does", pair.more, pair.less)
		}
	}
}

// needs says what a procedure must have so that an event can happen. Events
// that are not listed can always happen.
var needs = map[string]struct {
	key string
	has func(*Procedure) bool
}{
	"readback_approved":    {"steps.read_back", func(p *Procedure) bool { return p.Steps.ReadBack }},
	"readback_refused":     {"steps.read_back", func(p *Procedure) bool { return p.Steps.ReadBack }},
	"readback_unreachable": {"steps.read_back", func(p *Procedure) bool { return p.Steps.ReadBack }},
	"details_checked":      {"steps.check_details", func(p *Procedure) bool { return p.Steps.CheckDetails }},
	"explained":            {"steps.explain", func(p *Procedure) bool { return p.Steps.Explain }},
	"informed":             {"steps.inform", func(p *Procedure) bool { return p.Steps.Inform != "" }},
	"entered":              {"steps.enter", func(p *Procedure) bool { return p.Steps.Enter }},
	"reported":             {"steps.report", func(p *Procedure) bool { return p.Steps.Report }},
	"updated":              {"steps.updates", func(p *Procedure) bool { return p.Steps.Updates }},
	"taken_over":           {"steps.take_over", func(p *Procedure) bool { return p.Steps.TakeOver != "" }},
	"acknowledged":         {"acknowledge.forms", func(p *Procedure) bool { return len(p.Confirm.Forms) > 0 }},
	"form_sent":            {"assign.send_form", func(p *Procedure) bool { return p.Assign.SendForm }},
	"approval_asked":       {"answer.approval", func(p *Procedure) bool { return p.Answer.Approval.Role != "" }},
	"extended":             {"extension", func(p *Procedure) bool { return p.Extend.Of != "" }},
	"extension_asked":      {"extension.agreement", agreesLater},
	"extension_agreed":     {"extension.agreement", agreesLater},
	"extension_refused":    {"extension.agreement", agreesLater},
	"extension_withdrawn":  {"extension.agreement", agreesLater},
	"changes_asked":        {"answer.approval", func(p *Procedure) bool { return p.Answer.Approval.Role != "" }},
	"followup_started":     {"follow_up.required", asks},
	"satisfied":            {"follow_up.required", asks},
	"dissatisfied":         {"follow_up.required", asks},
	"no_reply":             {"follow_up.required", asks},
	"no_contact":           {"follow_up.required", asks},
	Advised:                {"contact.consult", func(p *Procedure) bool { return p.Contact.Consult != "" }},
}

// agreesLater tells whether somebody agrees before an answer takes longer.
func agreesLater(p *Procedure) bool { return p.Extend.Of != "" && p.Extend.Agreement != "" }

// asks tells whether the complainant is asked afterwards what they make of the answer.
func asks(p *Procedure) bool { return p.FollowUp.Required }

// lintDuties finds duties that never begin and duties that nothing ends.
func (p *Procedure) lintDuties(wrong wrong) {
	never := func(event string) string {
		if n, ok := needs[event]; ok && !n.has(p) {
			return n.key
		}
		return ""
	}
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].", i)
		if key := never(d.StartsOn); key != "" {
			wrong(at+"starts_on", "duty %q is never reached: %s happens only with %s", d.Kind, d.StartsOn, key)
		}
		if !slices.ContainsFunc(d.DoneBy, func(e string) bool { return never(e) == "" }) {
			wrong(at+"done_by", "nothing ends duty %q: %s happens only with %s", d.Kind, d.DoneBy[0], never(d.DoneBy[0]))
		}
	}
}

// lintOwners finds duties that no case can owe, since nobody of their role handles any or
// nothing comes in that way, and what is the confidant's where there is none.
func (p *Procedure) lintOwners(wrong wrong) {
	const confidant = "confidant"
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].", i)
		if d.While != "" && !slices.Contains(p.Assign.Roles, d.While) {
			wrong(at+"while", "duty %q is never owed: %s handles no case, see assign.roles", d.Kind, d.While)
		}
		if d.Only != "" && p.Channel(d.Only) == nil {
			wrong(at+"only", "duty %q is never owed: nothing comes in by %s, see intake.channels", d.Kind, d.Only)
		}
		if why := p.nobody(d.Owner); why != "" {
			wrong(at+"owner", "duty %q is nobody's: %s", d.Kind, why)
		}
	}
	if p.Names.Roles[confidant] != "" && len(p.Confidant) == 0 {
		wrong("$.names.roles."+confidant, "there is a confidant, and no nature of which they hear, see confidant")
	}
}

// lintOrder finds a decision that may be due before its acknowledgement: also one that
// begins later, though both began at once.
func (p *Procedure) lintOrder(wrong wrong) {
	for i, ack := range p.Duties {
		if ack.Within == nil || !slices.Contains(ack.DoneBy, "acknowledged") {
			continue
		}
		if begins[ack.StartsOn] >= atAnswered {
			wrong(fmt.Sprintf("$.duties[%d].starts_on", i), "duty %q begins when the answer was told already", ack.Kind)
			continue
		}
		for _, told := range p.Duties {
			if told.Within == nil || told.StartsOn != ack.StartsOn && told.StartsOn != "received" || !slices.Contains(told.DoneBy, "told") {
				continue
			}
			days, of, example := p.earlier(told, ack)
			at := fmt.Sprintf("$.duties[%d].within", i)
			switch {
			case days == 0:
			case days == of:
				wrong(at, "duty %q always ends before %q does", told.Kind, ack.Kind)
			case ack.NotAfter != told.Kind:
				wrong(at, "duty %q may end before %q does, as for what starts on %s; say not_after: %s", told.Kind, ack.Kind, example, told.Kind)
			}
		}
	}
}

// The years whose days stand for all others: with and without a leap day,
// holidays on week days and at the weekend.
const firstTried, lastTried = 2026, 2028

// earlier counts the days on which a starts with b and is due before it, of
// how many, and gives the first of them.
func (p *Procedure) earlier(a, b Duty) (n, of int, first calendar.Day) {
	set := p.Calendar
	if set == "" {
		set = calendar.Sets()[0]
	}
	cal, err := calendar.New(calendar.Config{Set: set, First: firstTried, Last: lastTried + 10})
	if err != nil {
		return 0, 0, first
	}
	for at := time.Date(firstTried, 1, 1, 12, 0, 0, 0, cal.Zone()); at.Year() <= lastTried; at = at.AddDate(0, 0, 1) {
		dueA, errA := cal.Due(at, *a.Within, a.Roll)
		dueB, errB := cal.Due(at, *b.Within, b.Roll)
		if errA != nil || errB != nil { // longer than any calendar: nothing to compare
			continue
		}
		of++
		if dueA.Due.Before(dueB.Due) {
			if n++; n == 1 {
				first = calendar.DayOf(at, cal.Zone())
			}
		}
	}
	return n, of, first
}
