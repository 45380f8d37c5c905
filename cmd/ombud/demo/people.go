package demo

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
	"ombud/handlers"
	"ombud/lang"
	"ombud/playground"
	"ombud/procedure"
)

type demoPerson struct {
	id, name, danish, title, note string
	role                          string // what they are called whatever roles they hold, "" for by those
	guest                         bool
}

// demoPeople are the invented people of the demo's invented firm. Title, role
// and note are text ids.
var demoPeople = []demoPerson{
	{id: lotte, name: "Lotte Jansen", danish: "Lotte Jensen", title: "demo.function.lotte", role: "words.role.filer", note: "demo.note.lotte"},
	{id: sanne, name: "Sanne Bakker", danish: "Sanne Bech", title: "people.role.officer", note: "demo.note.sanne"},
	{id: milan, name: "Milan de Wit", danish: "Mikkel Lund", title: "demo.function.milan", note: "demo.note.milan"},
	{id: mees, name: "Mees Vos", danish: "Mads Vestergaard", title: "demo.function.mees", note: "demo.note.mees"},
	{id: fatima, name: "Fatima El Idrissi", danish: "Fatima Haddad", title: "demo.function.fatima", note: "demo.note.fatima"},
	{id: joost, name: "Joost Visser", danish: "Jonas Visby", title: "demo.function.joost", note: "demo.note.joost"},
	{id: ruben, name: "Ruben Kok", danish: "Rasmus Kjær", title: "demo.function.ruben", note: "demo.note.ruben"},
	{id: "U0GAST", name: "Noor Tas", danish: "Nanna Toft", title: "demo.function.gast", role: "demo.role.guest", note: "demo.note.gast", guest: true},
}

// noRole is what whoever holds none is called.
const noRole = "demo.role.none"

// home is where the invented firm is at home: what it and its places are called, and what
// people from there are.
type home struct {
	firm, contact, zone           string
	document, site                string // where the written procedure can be read, in words that no procedure avoids, and its website
	hall, channel                 string // names of the channels
	phone, street, postcode, town string // phone and street take a number
	outsider                      string // who did some of the work
	danish                        bool
}

var (
	dutchHome = home{
		firm: "Noorderlicht Advies", contact: "klantcontact@noorderlicht.example", zone: "Europe/Amsterdam",
		document: "https://noorderlicht.example/regeling.pdf", site: "https://noorderlicht.example/", hall: "algemeen", channel: "klachten",
		phone: "+31 20 555 %04d", street: "Kade %d", postcode: "1234 AB", town: "Amsterdam", outsider: "Karin Dekker",
	}
	danishHome = home{
		firm: "Nordlys Rådgivning", contact: "kunder@nordlys.example", zone: "Europe/Copenhagen",
		document: "https://nordlys.example/forretningsgang.pdf", site: "https://nordlys.example/", hall: "alle", channel: "klager",
		phone: "+45 10 00 %04d", street: "Kajen %d", postcode: "1000", town: "København", outsider: "Karin Dahl", danish: true,
	}
)

// homeOf is where a firm with that procedure is at home.
func homeOf(p *procedure.Procedure) home {
	if strings.HasPrefix(p.Calendar, "dk-") {
		return danishHome
	}
	return dutchHome
}

// name is what somebody is called there.
func (h home) name(p demoPerson) string {
	if h.danish {
		return p.danish
	}
	return p.name
}

// first is the first name of somebody, "" of nobody.
func (h home) first(id string) string {
	if id == "" {
		return ""
	}
	first, _, _ := strings.Cut(h.name(person(id)), " ")
	return first
}

// Config is the configuration of the invented firm, YAML, by the procedure that the
// options name.
func Config(o Options, p *procedure.Procedure) (string, error) {
	if o.OpenTour && !toured(p) {
		return "", wrongOption{fmt.Errorf("--open-tour: %s goes another road than the tour, which is that of %s", p.Name, firstProcedure)}
	}
	at, hold := homeOf(p), holders(p)
	var src strings.Builder
	fmt.Fprintf(&src, "workspace: T0FIRM\ncompany: %s\ncontact: %s\ndocument: %s\nzone: %s\nlanguage: %s\nprocedure: %s\nhours: 08:30-17:30\nchannel: C0KLACHTEN\nprivacy: %s\n",
		at.firm, at.contact, at.document, at.zone, spoken(o, p), o.Procedure, cmp.Or(o.Privacy, "minimal"))
	if slices.Contains(p.Publish.On, "website") {
		fmt.Fprintf(&src, "publication: [%s]\n", at.site)
	}
	src.WriteString("roles:\n")
	for _, role := range complaint.Roles {
		if users := hold[role]; len(users) > 0 {
			fmt.Fprintf(&src, "  %s: [%s]\n", role, strings.Join(users, ", "))
		}
	}
	switch {
	case partnered(p):
		src.WriteString("people:\n  U0MILAN: {deputy: U0FATIMA, employer: Noorderlicht Advies}\n  U0JOOST: {employer: Visser & Partners}\n")
	case slices.Contains(hold[complaint.RoleHandler], milan):
		src.WriteString("people:\n  U0MILAN: {deputy: U0FATIMA}\n")
	}
	return src.String(), nil
}

// holders says who holds which role in the invented firm: those that its procedure has.
func holders(p *procedure.Procedure) map[complaint.Role][]string {
	hold := map[complaint.Role][]string{
		complaint.RoleOfficer: {sanne}, complaint.RoleDeputy: {fatima}, complaint.RoleManagement: {sanne, mees},
		complaint.RoleFollowUp: {lotte}, complaint.RoleAdmin: {sanne}, complaint.RoleFallback: {mees},
	}
	if p.Lead != "" {
		delete(hold, complaint.RoleOfficer)
	}
	for role, users := range map[complaint.Role][]string{
		complaint.RoleHandler: {milan, fatima, joost}, complaint.RoleProcessOwner: {milan}, complaint.RolePartner: {milan, joost},
	} {
		if slices.Contains(p.Assign.Roles, string(role)) {
			hold[role] = users
		}
	}
	if ledAlone(p) { // a third agrees with the answer to a complaint about one of the two
		hold[complaint.RoleFallback] = []string{mees, milan}
	}
	if len(p.Confidant) > 0 {
		hold[complaint.RoleConfidant] = []string{mees}
	}
	return hold
}

// ledAlone tells whether only those who lead handle the cases of a procedure.
func ledAlone(p *procedure.Procedure) bool {
	return p.Lead != "" && slices.Equal(p.Assign.Roles, []string{p.Lead})
}

// partnered tells whether partners handle the cases of a procedure.
func partnered(p *procedure.Procedure) bool {
	return slices.Contains(p.Assign.Roles, string(complaint.RolePartner))
}

// part is the text id of what somebody is in the demo's procedure: the first of the roles
// that they hold.
func part(p *procedure.Procedure, who demoPerson) string {
	if who.role != "" {
		return who.role
	}
	hold := holders(p)
	for _, role := range []complaint.Role{
		complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement, complaint.RolePartner, complaint.RoleHandler, complaint.RoleFallback,
	} {
		if slices.Contains(hold[role], who.id) {
			return "words.role." + string(role)
		}
	}
	return noRole
}

// note is the text id of what somebody may try by what they are there, and whom it names
// first and second.
func note(p *procedure.Procedure, who demoPerson) (text, first, second string) {
	switch is := part(p, who); {
	case is == noRole:
		return "demo.note.ruben", "", ""
	case is == "words.role.fallback":
		return "demo.note.fallback", "", ""
	case who.id == mees && p.Answer.Approval.Role == "":
		return "demo.note.management", "", ""
	case who.id == fatima && ledAlone(p):
		return who.note, sanne, mees
	case who.id == fatima && part(p, person(milan)) == noRole:
		return "demo.note.deputy", sanne, ""
	}
	return who.note, sanne, milan
}

// person is one of the invented people.
func person(id string) demoPerson {
	return demoPeople[slices.IndexFunc(demoPeople, func(p demoPerson) bool { return p.id == id })]
}

// function is the text id of what somebody does in the firm: where no officer leads,
// whoever would be it is of the management.
func function(lead, rule string) string {
	if rule == "people.role.officer" && lead != "" {
		return "demo.function.mees"
	}
	return rule
}

// spoken is the language of the demo: of another procedure than the one that the demo
// begins with, its own.
func spoken(o Options, p *procedure.Procedure) string {
	if o.Lang == "" && o.Procedure != firstProcedure {
		return p.Language
	}
	return cmp.Or(o.Lang, "en")
}

// firstProcedure is what the demo shows when none is named.
const firstProcedure = "exactpi"

// hall is the channel of everybody.
const hall = "C0ALGEMEEN"

// Populate fills the imitated Slack with the people and channels of the Dutch firm.
func Populate(slack *playground.Slack, channel string) error {
	return dutchHome.populate(slack, channel)
}

func (h home) populate(slack *playground.Slack, channel string) error {
	words := lang.New(lang.EN, "", time.UTC)
	var errs []error
	var everybody []string
	for _, p := range demoPeople {
		errs = append(errs, slack.AddUser(playground.User{
			ID: p.id, RealName: h.name(p), DisplayName: h.name(p), Title: words.T(p.title), Restricted: p.guest, TZ: h.zone, Locale: locales[lang.EN],
		}))
		if !p.guest {
			everybody = append(everybody, p.id)
		}
	}
	leading := []string{sanne, mees, fatima, "U0OMBUD"} // who sees every case, by whatever procedure
	return errors.Join(append(errs,
		slack.AddChannel(playground.Channel{ID: hall, Name: h.hall, Members: append(everybody, "U0GAST")}),
		slack.AddChannel(playground.Channel{ID: channel, Name: h.channel, Private: true, Members: leading}),
	)...)
}

// locales are what the clients of the people speak: Slack writes dates so.
var locales = map[lang.Language]string{lang.NL: "nl-NL", lang.DA: "da-DK", lang.EN: "en-GB"}

// retitle gives the people their functions, and their clients the dates, in the
// language of the demo.
func retitle(slack *playground.Slack, words *lang.Printer, lead string) error {
	var errs []error
	for _, p := range demoPeople {
		errs = append(errs, slack.ChangeUser(p.id, func(u *playground.User) {
			u.Title, u.Locale = words.T(function(lead, p.title)), locales[words.Language()]
		}))
	}
	return errors.Join(errs...)
}

// newPage is the page on a world, with clock buttons that run the real schedule.
func (w *world) newPage(firm *Firm, begun bool) *playground.Page {
	words := firm.words()
	command := handlers.CommandOf(words.Language())
	page := &playground.Page{
		Slack: w.slack, Title: firm.Company.Name, Lang: string(words.Language()), Zone: firm.Calendar.Zone(), Clock: w.clock.Now,
		Advance: func(ctx context.Context, step string) (time.Time, error) { return w.advance(ctx, step, firm.Calendar) },
		Command: command, Commands: func(ctx context.Context, user string) []playground.Completion {
			return w.completions(ctx, firm, user, command)
		},
		Hint: words.T("demo.hint"),
		Starters: []playground.Starter{
			{Callback: "case.file.global", Name: words.T("demo.start")},
			{Callback: "case.file.message", Name: words.T("demo.start_message"), OnMessage: true},
			{Callback: "case.note.message", Name: words.T("excerpt.title"), OnMessage: true},
		},
	}
	at := homeOf(firm.Rules)
	for _, p := range demoPeople {
		text, first, second := note(firm.Rules, p)
		said := words.T(text, "command", command, "channel", at.channel, "first", at.first(first), "second", at.first(second))
		page.People = append(page.People, playground.Persona{ID: p.id, Name: at.name(p), Role: words.T(part(firm.Rules, p)), Note: said})
	}
	if toured(firm.Rules) {
		t := &tour{world: w, p: words, cal: firm.Calendar, firm: firm.Company.Channel, hall: hall, typed: command, before: w.seeded}
		page.Tour = t.page(begun)
	}
	return page
}

// words are the sentences of the firm's language.
func (f *Firm) words() *lang.Printer { return f.Company.Printer(f.Company.Language) }

// completions are the lines of help as the composer offers them to somebody: what they may
// ask for, by the roles that they hold now. Guests may ask for nothing.
func (w *world) completions(ctx context.Context, firm *Firm, user, command string) []playground.Completion {
	b, now := w.bot.Load(), w.clock.Now()
	if u, known := w.slack.User(user); b == nil || !known || u.Restricted {
		return nil
	}
	roster, err := b.Store.Roster(ctx)
	if err != nil {
		return nil // the world is ending; the page is asked for again
	}
	var out []playground.Completion
	number := view.ExampleNumber(firm.Rules, now.In(firm.Calendar.Zone()))
	for _, line := range handlers.HelpLines(firm.words(), roster, user, now, command, number) {
		parts := strings.Split(line, "`")
		if len(parts) < 2 {
			continue
		}
		c := playground.Completion{Text: parts[1], Help: strings.TrimRight(parts[0], ": ")}
		if typed, found := strings.CutSuffix(c.Text, number); found {
			c.Text, c.Rest = typed, number
		}
		out = append(out, c)
	}
	return out
}

// advance moves business time by one of the page's buttons and runs the
// schedule at every moment in between that has something to do.
func (w *world) advance(ctx context.Context, step string, cal *calendar.Calendar) (time.Time, error) {
	b, from := w.bot.Load(), w.clock.Now()
	if b == nil {
		return from, errStarting
	}
	if step == playground.StepMessage {
		err := w.listenOn(ctx, b, from)
		return w.clock.Now(), err
	}
	to, err := target(step, from, cal)
	if err != nil {
		return from, err
	}
	err = b.Advance(ctx, from, to, w.clock.Set)
	return w.clock.Now(), err
}

// mostSilence is how long the clock goes on at most while the app says nothing.
const mostSilence = 31 * 24 * time.Hour

// listenOn lets time go on from one moment that has something to do to the next, until the
// app has told somebody something.
func (w *world) listenOn(ctx context.Context, b *Bot, from time.Time) error {
	for t, end := from, from.Add(mostSilence); t.Before(end); {
		next, err := b.NextStep(ctx, t, end)
		if err != nil {
			return err
		}
		if err := b.Advance(ctx, t, next, w.clock.Set); err != nil || len(w.slack.SaidSince(from)) > 0 {
			return err
		}
		t = next
	}
	return nil
}

var errStarting = errors.New("the app is starting")

// target is the moment that a clock button leads to.
func target(step string, from time.Time, cal *calendar.Calendar) (time.Time, error) {
	switch step {
	case playground.StepHour:
		return from.Add(time.Hour), nil
	case playground.StepWorkday:
		day, err := cal.NextBusinessDay(calendar.DayOf(from, cal.Zone()))
		if err != nil {
			return from, err
		}
		here := from.In(cal.Zone())
		at, _ := day.At(time.Duration(here.Hour())*time.Hour+time.Duration(here.Minute())*time.Minute, cal.Zone())
		return at, nil
	}
	return from, fmt.Errorf("no clock button %q", step)
}
