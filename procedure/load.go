package procedure

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"ombud/calendar"
)

//go:embed presets/*.yml
var presets embed.FS

// Parse reads a procedure, whole or not at all: unknown keys and words, keys
// that stand twice, a second document and what refers to another place are
// refused. The error is of type [Faults] and shows each place.
func Parse(src []byte) (*Procedure, error) {
	p, _, err := read(src)
	return p, err
}

// Stored reads a procedure that was kept when it came into force. What is asked of files
// today was not asked then: the cases of that version stay readable, and only what is no
// such file at all is an error.
func Stored(src []byte) (*Procedure, error) {
	s := &source{text: src, kept: true}
	var p Procedure
	if fault := s.decode(&p); fault != nil {
		return nil, Faults{fault}
	}
	p.defaults(s)
	return &p, nil
}

// ParseFile is [Parse] with the name of the file in the errors.
func ParseFile(name string, src []byte) (*Procedure, error) {
	p, err := Parse(src)
	return p, named(err, name)
}

func read(src []byte) (*Procedure, *source, error) {
	s := &source{text: src}
	var p Procedure
	if fault := s.decode(&p); fault != nil {
		return nil, s, Faults{fault}
	}
	if err := s.shaped(reflect.TypeOf(p), true).err(); err != nil {
		return nil, s, err
	}
	once := p.FollowUp.Attempts != 0 || !s.has("$.follow_up.attempts")
	p.defaults(s)
	if !once {
		return nil, s, Faults{s.at("$.follow_up.attempts", "at least one try comes before a case closes without a reply")}
	}
	if err := p.check(s).err(); err != nil {
		return nil, s, err
	}
	return &p, s, nil
}

// Preset returns the source of a procedure that ships with the program.
func Preset(name string) ([]byte, error) {
	src, err := presets.ReadFile("presets/" + path.Base(name) + ".yml")
	if err != nil {
		return nil, fmt.Errorf("procedure: no preset %q; there are %s", name, strings.Join(Presets(), ", "))
	}
	return src, nil
}

// Presets lists the procedures that ship with the program, in alphabetical
// order.
func Presets() []string {
	files, _ := fs.Glob(presets, "presets/*.yml") // the pattern is well formed
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".yml")
	}
	return files
}

// defaults says what holds where the file is silent.
func (p *Procedure) defaults(s *source) {
	if !s.has("$.answer.reasons_required") {
		p.Answer.ReasonsRequired, p.Answer.ReasonsHouse = true, true
	}
	for id, text := range p.Texts { // a block of YAML ends with a line of its own
		p.Texts[id] = strings.TrimSpace(text)
	}
	for i := range p.Duties {
		if p.Duties[i].Per == "" {
			p.Duties[i].Per = PerCase
		}
	}
	if len(p.Assign.Roles) == 0 {
		p.Assign.Roles = []string{"handler"}
	}
	if len(p.Assign.Reasons) == 0 { // what a form offers: without it no case could be assigned or answered
		p.Assign.Reasons = []string{"officer", "other"}
	}
	if len(p.Answer.Forms) == 0 {
		p.Answer.Forms = []string{"email", "letter"}
	}
	if len(p.Answer.Outcomes) == 0 {
		p.Answer.Outcomes = slices.Clone(Outcomes)
	}
	if p.Prefix == "" {
		p.Prefix = "K"
	}
	if p.Extend.Of != "" && p.Extend.Times == 0 {
		p.Extend.Times = 1
	}
	if p.Reopen.Within == nil {
		year, _ := calendar.ParsePeriod("12mo") // well formed
		p.Reopen = Reopen{Within: &year, Roll: p.Reopen.Roll, House: true}
	}
	if p.Review.Within == nil {
		year, _ := calendar.ParsePeriod("12mo") // well formed
		p.Review.Within, p.Review.House = &year, true
	}
	if p.Review.By == "" {
		p.Review.By = "management"
	}
	if forms := addresses[p.Language]; p.Address == "" && len(forms) > 0 {
		p.Address = forms[0]
	}
	if len(p.Reports) == 0 {
		p.Reports = []Report{{Every: Quarter, House: true}, {Every: Year, House: true}}
	}
	p.capReceipts()
	agrees := "management"
	if slices.Contains(Deciders, p.Answer.Approval.Role) {
		agrees = p.Answer.Approval.Role
	}
	p.Agreement.fill(agrees)
	if (p.Steps.FirstContact || asks(p)) && p.FollowUp.Attempts == 0 {
		p.FollowUp.Attempts = attempts
	}
	for i := range p.External {
		if p.External[i].Binding == "" {
			p.External[i].Binding = "unknown"
		}
	}
}

// place is one value that the rules look at, with where it stands.
type place struct {
	path  string // in YAML path notation
	value string
	known []string
}

// oneOf lists what a word may be.
func oneOf(known []string) string {
	if len(known) == 0 {
		return "the procedure names none"
	}
	return "one of " + strings.Join(known, ", ")
}

// check holds the rules that go beyond one key, and lists all that is broken.
func (p *Procedure) check(s *source) Faults {
	var fs Faults
	wrong := func(path, says string, args ...any) { fs = append(fs, s.at(path, fmt.Sprintf(says, args...))) }
	for _, at := range p.places() {
		if at.value != "" && !slices.Contains(at.known, at.value) {
			wrong(at.path, "unknown word %q; %s", at.value, oneOf(at.known))
		}
	}
	p.checkHead(wrong)
	if len(p.Intake.Channels) == 0 {
		wrong("$.intake", "at least one channel is required")
	}
	for i, c := range p.Intake.Channels {
		if slices.ContainsFunc(p.Intake.Channels[:i], func(o Channel) bool { return o.Name == c.Name }) {
			wrong(fmt.Sprintf("$.intake.channels[%d].name", i), "%q stands here twice", c.Name)
		}
	}
	p.checkHouse(wrong)
	for i, b := range p.External {
		at := fmt.Sprintf("$.external[%d]", i)
		if b.Name == "" {
			wrong(at, "a third party needs a name")
		}
		if j := slices.IndexFunc(p.External[:i], func(o Body) bool { return o.Name == b.Name }); j >= 0 {
			wrong(at, "%q stands here twice; name all that may turn to it in one for", b.Name)
		}
	}
	p.checkDuties(wrong)
	switch {
	case p.Extend.Of != "" && p.Duty(p.Extend.Of) == nil:
		wrong("$.extension.of", "no duty %q", p.Extend.Of)
	case p.Extend.Of != "" && p.Extend.Most == nil:
		wrong("$.extension", "an extension needs most: how far the duty may be put off")
	}
	if unit := p.Review.Within.Unit(); !slices.Contains([]calendar.Unit{calendar.Days, calendar.Weeks, calendar.Months, calendar.Years}, unit) {
		wrong("$.review.within", "%q: write days, weeks, months or years, as in 12mo", p.Review.Within)
	}
	if p.Answer.ConsultConfirmed && p.Answer.Consult == "" {
		wrong("$.answer.consult_confirmed", "nobody is consulted, so nobody confirms it: name the role in consult")
	}
	if (p.Recommend.To == "") != (p.Recommend.Within == nil) {
		wrong("$.recommend", "a recommendation needs to, whom it goes to, and within, by when they answer")
	}
	for i, kind := range p.Close.Duties {
		if p.Duty(kind) == nil {
			wrong(fmt.Sprintf("$.close.duties[%d]", i), "no duty %q", kind)
		}
	}
	p.checkWording(wrong)
	p.checkNames(wrong)
	p.checkCodes(wrong)
	p.checkTexts(wrong)
	p.checkAddress(wrong)
	p.checkReports(wrong)
	return fs
}

// wrong notes what is wrong at a place in YAML path notation.
type wrong = func(path, says string, args ...any)

// prefixes are those that a number may begin with, so that people can type and the
// program read it.
var prefixes = regexp.MustCompile(`^[A-Z]{1,10}$`)

func (p *Procedure) checkHead(wrong wrong) {
	for _, key := range []struct{ name, value string }{{"name", p.Name}, {"title", p.Title}, {"version", p.Version}} {
		if key.value == "" {
			wrong("$."+key.name, "%s is required", key.name)
		}
	}
	if !prefixes.MatchString(p.Prefix) {
		wrong("$.prefix", "%q begins no case number: write one to ten capital letters from A to Z", p.Prefix)
	}
	if _, err := calendar.ParseDay(p.Dated); p.Dated != "" && err != nil {
		wrong("$.dated", "%q is not a day like 2026-03-10", p.Dated)
	}
	for _, n := range []struct {
		path  string
		value int
	}{
		{"$.extension.times", p.Extend.Times}, {"$.extension.ask_before", p.Extend.AskBefore}, {"$.follow_up.attempts", p.FollowUp.Attempts}, {"$.follow_up.ready_before", p.FollowUp.ReadyBefore},
	} {
		if n.value < 0 || n.value > mostTimes {
			wrong(n.path, "%d is not between 0 and %d", n.value, mostTimes)
		}
	}
}

// attempts is how often a complainant is tried where a procedure is silent.
const attempts = 3

// mostTimes bounds what a procedure counts: attempts, extensions, days before.
const mostTimes = 100

func (p *Procedure) checkDuties(wrong wrong) {
	kinds := map[string]bool{}
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d]", i)
		switch {
		case d.Kind == "" || d.StartsOn == "" || d.Owner == "" || len(d.DoneBy) == 0:
			wrong(at, "a duty needs kind, starts_on, done_by and owner")
		case kinds[d.Kind]:
			wrong(at, "duty %q stands here twice", d.Kind)
		case (d.Within == nil) == (d.Agreed == ""):
			wrong(at, "a duty has either within or agreed")
		}
		kinds[d.Kind] = true
	}
	for i, d := range p.Duties {
		if d.GivesWay != "" && !kinds[d.GivesWay] {
			wrong(fmt.Sprintf("$.duties[%d].gives_way_to", i), "no duty %q", d.GivesWay)
		}
		if d.NotAfter != "" && !kinds[d.NotAfter] {
			wrong(fmt.Sprintf("$.duties[%d].not_after", i), "no duty %q", d.NotAfter)
		}
	}
}

func (p *Procedure) places() []place {
	places := p.single()
	for i, r := range p.Assign.Roles {
		places = append(places, place{fmt.Sprintf("$.assign.roles[%d]", i), r, Handlers})
	}
	for _, list := range []struct {
		path         string
		words, known []string
	}{
		{"$.intake.signs", p.Intake.Signs, Signs}, {"$.contact.by", p.Contact.By, Roles}, {"$.contact.points", p.Contact.Points, Points}, {"$.close.points", p.Close.Points, p.Contact.Points}, {"$.wording.also", p.Wording.Also, Places},
		{"$.agreement.house", p.Agreement.House, []string{AgreeHandler, AgreeNoComplaint, AgreeUnreached, AgreeUnverified}},
	} {
		for i, word := range list.words {
			places = append(places, place{fmt.Sprintf("%s[%d]", list.path, i), word, list.known})
		}
	}
	for i, f := range p.Confirm.Forms {
		places = append(places, place{fmt.Sprintf("$.acknowledge.forms[%d]", i), f, Forms})
	}
	for i, c := range p.Intake.Channels {
		places = append(places, place{fmt.Sprintf("$.intake.channels[%d].name", i), c.Name, Channels})
	}
	for i, f := range p.Answer.Forms {
		places = append(places, place{fmt.Sprintf("$.answer.forms[%d]", i), f, Forms})
	}
	for i, w := range p.Answer.Approval.TwoFor {
		places = append(places, place{fmt.Sprintf("$.answer.approval.two_for[%d]", i), w, Weights})
	}
	for i, o := range p.Answer.Outcomes {
		places = append(places, place{fmt.Sprintf("$.answer.outcomes[%d]", i), o, Outcomes})
	}
	for i, n := range p.Confidential {
		places = append(places, place{fmt.Sprintf("$.confidential[%d]", i), n, p.Natures})
	}
	for i, n := range p.Confidant {
		places = append(places, place{fmt.Sprintf("$.confidant[%d]", i), n, p.Confidential})
	}
	for i, n := range p.Close.MeasureOrReason {
		places = append(places, place{fmt.Sprintf("$.close.measure_or_reason[%d]", i), n, p.Natures})
	}
	for i, where := range p.Publish.On {
		places = append(places, place{fmt.Sprintf("$.publication.on[%d]", i), where, Publications})
	}
	for i, r := range p.Reports {
		places = append(places, place{fmt.Sprintf("$.reports[%d].every", i), r.Every, ReportPeriods})
	}
	for i, b := range p.External {
		places = append(places, place{fmt.Sprintf("$.external[%d].binding", i), b.Binding, Bindings})
		for j, code := range b.For {
			places = append(places, place{fmt.Sprintf("$.external[%d].for[%d]", i, j), code, slices.Concat(p.Natures, p.Classify.Parties)})
		}
	}
	for i, d := range p.Duties {
		at := fmt.Sprintf("$.duties[%d].", i)
		places = append(places,
			place{at + "starts_on", d.StartsOn, Starts},
			place{at + "owner", d.Owner, Roles},
			place{at + "per", d.Per, []string{PerCase, PerRound}},
			place{at + "agreed", d.Agreed, []string{"day"}},
			place{at + "only", d.Only, Channels},
			place{at + "only_if", d.OnlyIf, Flags},
			place{at + "while", d.While, Roles})
		for j, e := range d.RestartsOn {
			places = append(places, place{fmt.Sprintf("%srestarts_on[%d]", at, j), e, Restarts})
		}
		for j, e := range d.DoneBy {
			places = append(places, place{fmt.Sprintf("%sdone_by[%d]", at, j), e, Ends})
		}
	}
	return places
}

// single are the values that stand alone.
func (p *Procedure) single() []place {
	return []place{
		{"$.language", p.Language, Languages},
		{"$.calendar", p.Calendar, calendar.Sets()},
		{"$.contact.consult", p.Contact.Consult, Roles},
		{"$.lead", p.Lead, Roles},
		{"$.steps.take_over", p.Steps.TakeOver, Roles},
		{"$.classify.by", p.Classify.By, Roles},
		{"$.steps.inform", p.Steps.Inform, Roles},
		{"$.answer.told_by", p.Answer.ToldBy, Roles},
		{"$.answer.approval.role", p.Answer.Approval.Role, Deciders},
		{"$.answer.consult", p.Answer.Consult, Roles},
		{"$.answer.spoken.by", p.Answer.Spoken.By, Roles},
		{"$.extension.agreement", p.Extend.Agreement, Deciders},
		{"$.agreement.handler", p.Agreement.Handler, Deciders},
		{"$.agreement.no_complaint", p.Agreement.NoComplaint, Deciders},
		{"$.agreement.unreached", p.Agreement.Unreached, Deciders},
		{"$.agreement.unverified", p.Agreement.Unverified, Deciders},
		{"$.recommend.to", p.Recommend.To, Deciders},
		{"$.review.by", p.Review.By, Roles},
	}
}
