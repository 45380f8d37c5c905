package view

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// Company is what every screen needs to know of the firm.
type Company struct {
	Name     string
	Channel  string // management channel, Slack id
	Language lang.Language
	Zone     *time.Location
	Words    lang.Words // for people, of the procedure in force
	Standard bool       // cards tell more than the minimum; the company's choice
	Contact  string     // where outsiders may write
	File     string     // name of the configuration file
	Document string     // where the written procedure can be read; may be empty
	// Published are the pages at which customers find that there is one.
	Published []string
}

// ReadAt is the first address at which the procedure can be read, empty where none is known.
func (c *Company) ReadAt() string {
	return cmp.Or(append([]string{c.Document}, c.Published...)...)
}

// Frame is what a screen is drawn with besides the case: for whom, in which
// language, at which moment, and what the people in it are called.
type Frame struct {
	Company
	P      *lang.Printer
	Now    time.Time
	Viewer complaint.Person
	Names  map[string]string // Slack id to the name people know
	Others map[string]bool   // numbers of other cases that the viewer may know of
	Alike  []string          // open cases of the same customer that the viewer may know of
	// Together says that there are such cases, without their numbers: what a card
	// shows stays when a case is moved away from those who read it.
	Together bool
	// Readings are who opened the file of the case, the newest first, on the page
	// that lists them.
	Readings []complaint.Reading
	// Continues says that the card takes the place of an older message.
	Continues bool
}

// Name gives the plain name of a user, never a mention.
func (f *Frame) Name(user string) string {
	if name := f.Names[user]; name != "" {
		return clean(name)
	}
	return f.P.T("words.somebody")
}

// NameList gives several names in the order given.
func (f *Frame) NameList(users []string) string { return f.P.List(f.nameEach(users)) }

func (f *Frame) nameEach(users []string) []string {
	names := make([]string, len(users))
	for i, u := range users {
		names[i] = f.Name(u)
	}
	return names
}

// People lists the Slack ids that any screen of a case may have to name.
func People(c *complaint.Case, at time.Time) []string {
	users := slices.Concat(c.Involved(), []string{c.Filer, c.Handler}, c.Approvers(at), c.Roster.HoldingAny(at,
		complaint.RoleOfficer, complaint.RoleDeputy, complaint.RoleManagement, complaint.RoleHandler,
		complaint.RoleFollowUp, complaint.RoleFallback, complaint.RoleConfidant, complaint.RolePartner, complaint.RoleProcessOwner))
	if q := c.Filing().Quoted; q != nil {
		users = append(users, q.Author)
	}
	for _, a := range c.Roster.Away {
		users = append(users, a.User, a.Deputy)
	}
	for _, u := range slices.Clone(users) {
		users = append(users, c.Roster.People[u].Deputy)
	}
	for _, e := range c.Events {
		users = append(users, e.Actor, e.Data.User, e.Data.For)
		users = append(append(users, e.Data.Users...), e.Data.Were...)
		switch e.Kind {
		case complaint.Added:
			if q := c.Added(e).Quoted; q != nil {
				users = append(users, q.Author)
			}
		case complaint.Absorbed:
			for _, carried := range c.Carried(e).Contacts {
				users = append(users, carried.Event.Actor, carried.Event.Author())
			}
		}
	}
	slices.Sort(users)
	return slices.DeleteFunc(slices.Compact(users), func(u string) bool { return u == "" })
}

// Deadline words when a duty is due: a plain day in the company's zone, or
// for clocks of hours Slack's own date token (decision D2).
func (f *Frame) Deadline(c *complaint.Case, d *complaint.Duty) string {
	if d.Hours {
		return f.P.Token(d.Due)
	}
	return f.P.Day(c.Calendar.LastDay(d.Due).Start(c.Zone()).Add(12 * time.Hour))
}

// DutyName is the short imperative of a duty, "Confirm receipt", as the version of the
// procedure calls it that is given: the cases of a list keep different ones.
func (f *Frame) DutyName(p *procedure.Procedure, kind string) string {
	id, say := "duty."+kind, f.P
	if _, own := p.Names.Duties[kind]; own || f.Words.Texts[id] != "" {
		say = f.P.Named(WordsOf(p))
	}
	return say.T(id)
}

// Metadata is what a form remembers of the case it was opened on.
type Metadata struct {
	Number  string
	Rev     int    // of the part the form edits, see complaint.Case.Rev
	Version int    // of an answer, 0 where none is meant
	Hash    string // of the text that was shown
	Lang    string // in which the form was opened
	Reply   string // response URL of the command that opened the form, if any
	// Of the filing form only: the draft it continues, and the documents of
	// Slack that it offers to take along.
	Draft string
	Files []string
	// Pages are the pages of a case that lie on each other, the topmost first, as
	// pageName names them, at last Home; "" is a form or a list. See Modal.On.
	Pages []string
}

// String packs the metadata into the form's private field: ids and numbers
// only, since Slack keeps it.
func (m Metadata) String() string {
	parts := []string{m.Number, strconv.Itoa(m.Rev), strconv.Itoa(m.Version), m.Hash, m.Lang, m.Reply}
	if m.Draft != "" || len(m.Files) > 0 || len(m.Pages) > 0 {
		parts = append(parts, m.Draft, strings.Join(m.Files, ","))
	}
	if len(m.Pages) > 0 {
		parts = append(parts, strings.Join(m.Pages, ","))
	}
	return strings.Join(parts, "|")
}

// ParseMetadata reads what String wrote. It fails on anything else, since a
// forged form may carry anything.
func ParseMetadata(s string) (Metadata, error) {
	parts := strings.Split(s, "|")
	if len(parts) != 6 && len(parts) != 8 && len(parts) != 9 {
		return Metadata{}, fmt.Errorf("form metadata has %d parts, want 6, 8 or 9", len(parts))
	}
	rev, err := strconv.Atoi(parts[1])
	if err != nil {
		return Metadata{}, fmt.Errorf("form metadata: revision: %w", err)
	}
	version, err := strconv.Atoi(parts[2])
	if err != nil {
		return Metadata{}, fmt.Errorf("form metadata: version: %w", err)
	}
	m := Metadata{Number: parts[0], Rev: rev, Version: version, Hash: parts[3], Lang: parts[4], Reply: parts[5]}
	if len(parts) >= 8 {
		m.Draft = parts[6]
		if parts[7] != "" {
			m.Files = strings.Split(parts[7], ",")
		}
	}
	if len(parts) == 9 {
		m.Pages = strings.Split(parts[8], ",")
	}
	return m, nil
}

// Value is a button's value: the number, and the answer's version where one
// is meant: "K-2026-0042" or "K-2026-0042:v2".
func Value(number string, version int) string {
	if version == 0 {
		return number
	}
	return fmt.Sprintf("%s:v%d", number, version)
}

// ParseValue reads a button's value; what else stands behind the number, such
// as a duty, is left to others. A forged one gives a number that no case has.
func ParseValue(s string) (number string, version int) {
	number, rest, found := strings.Cut(s, ":")
	if !found || !strings.HasPrefix(rest, "v") {
		return number, 0
	}
	n, err := strconv.Atoi(rest[1:])
	if err != nil || n < 1 {
		return "", 0
	}
	return number, n
}
