package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// mostHolders is how many people one role takes in its form.
const mostHolders = 50

// Staff is who holds which role, and what is wrong with that.
type Staff struct {
	Roster *complaint.Roster
	Saved  string   // what was just done, in words; empty: nothing
	Left   []Leaver // who left and still has open cases
}

// Leaver is somebody who left, and how many open cases are theirs.
type Leaver struct {
	User  string
	Cases int
}

// Users lists whom the screens about people name.
func (s *Staff) Users() []string {
	var users []string
	for _, h := range s.Roster.Holders {
		users = append(users, h.User)
	}
	for u := range s.Roster.Left {
		users = append(users, u)
	}
	slices.Sort(users)
	return slices.Compact(users)
}

// peopleRow is the line of Home about who holds which role.
func peopleRow(f *Frame, s *Staff) []slack.Block {
	if s == nil {
		return nil
	}
	text := "*" + f.P.T("people.title") + "*\n"
	if lines := concernLines(f, s.Roster); len(lines) > 0 {
		text += strings.Join(lines, "\n")
	} else {
		text += f.P.T("people.fine")
	}
	row := section(text)
	show := f.P.T("people.open.button")
	row.Accessory = slack.NewAccessory(button("people.open", "home", show, show))
	return []slack.Block{row}
}

// concernLines say what is wrong with who holds which role; of roles that nobody
// holds there is one line, and one of those that only the procedure names.
func concernLines(f *Frame, r *complaint.Roster) []string {
	officer := f.P.T("words.role." + string(r.Leads()))
	var lines []string
	empty := map[string][]string{}
	for _, c := range r.Concerns(f.Now) {
		if c.Role != "" && c.Users == nil && c.Code != complaint.ConcernConfidant {
			empty[c.Code] = append(empty[c.Code], f.P.T("words.role."+string(c.Role)))
			continue
		}
		lines = append(lines, ":warning: "+f.P.T("people.concern."+c.Code, "who", Escape(f.NameList(c.Users)), "officer", officer))
	}
	for _, code := range []string{complaint.ConcernUnfilled, complaint.ConcernMissing} {
		if roles := empty[code]; len(roles) > 0 {
			lines = append([]string{":warning: " + f.P.T("people.concern."+code, "roles", f.P.List(roles), "officer", officer)}, lines...)
		}
	}
	return lines
}

// Concerns tells the admin, once a week, what is wrong with who holds which role.
func Concerns(f *Frame, r *complaint.Roster) *Message {
	return &Message{Text: f.P.T("people.weekly"), Blocks: []slack.Block{
		section("*" + f.P.T("people.weekly") + "*\n" + strings.Join(concernLines(f, r), "\n")), toPeople(f, "weekly"),
	}}
}

// toPeople is the way from a message to who holds which role.
func toPeople(f *Frame, from string) slack.Block {
	show := f.P.T("people.title")
	return actions("people", button("people.open", from, show, show))
}

// unmanned is the line of the health row about roles without which cases stand
// still.
func (f *Frame) unmanned(roles []complaint.Role) string {
	return f.P.T("people.concern.missing", "roles", f.P.List(RoleWords(f.P, roles)))
}

// RoleWords are roles as people call them.
func RoleWords(p *lang.Printer, roles []complaint.Role) []string {
	words := make([]string, len(roles))
	for i, role := range roles {
		words[i] = p.T("words.role." + string(role))
	}
	return words
}

// PeopleModal lists every role with who holds it, each with a button for whoever may
// say so.
func PeopleModal(f *Frame, s *Staff) *Modal {
	m := peopleWindow(f)
	if s.Saved != "" {
		m.Blocks = append(m.Blocks, section(":white_check_mark: "+Escape(s.Saved)))
	}
	if lines := concernLines(f, s.Roster); len(lines) > 0 {
		m.Blocks = append(m.Blocks, section(strings.Join(lines, "\n")))
	}
	m.Blocks = append(m.Blocks, note(f.P.T("people.intro")))
	var fixed []string
	for _, role := range s.Roster.InUse() {
		m.Blocks = append(m.Blocks, roleRow(f, s, role))
		if s.Roster.InFile(role) {
			fixed = append(fixed, lang.Inline(f.P.T("people.role."+string(role))))
		}
	}
	if len(fixed) > 0 {
		m.Blocks = append(m.Blocks, note(f.P.T("people.in_file", "file", Escape(f.File), "roles", f.P.List(fixed))))
	}
	m.Blocks = append(m.Blocks, leavers(f, s)...)
	return m
}

func peopleWindow(f *Frame) *Modal {
	return &Modal{
		CallbackID: "people", Metadata: Metadata{Lang: string(f.P.Language())}.String(),
		Title: f.P.T("people.title"), Close: f.P.T("answer.done.close"),
	}
}

func roleRow(f *Frame, s *Staff, role complaint.Role) slack.Block {
	text := "*" + f.P.T("people.role."+string(role)) + "* · " + f.P.T("people.does."+string(role)) + "\n" + holders(f, s.Roster, role)
	row := section(text)
	if s.Roster.MayName(role, f.Viewer, f.Now) == nil {
		change := f.P.T("people.change.button")
		row.Accessory = slack.NewAccessory(button("people.role", string(role), change, change+" · "+f.P.T("people.role."+string(role))))
	}
	return row
}

// holders names who is in a role or will be, with the days where they are set.
func holders(f *Frame, r *complaint.Roster, role complaint.Role) string {
	var names []string
	for _, h := range r.Named(role, f.Now) {
		name := Escape(f.Name(h.User))
		if r.HasLeft(h.User, f.Now) {
			name = "~" + name + "~"
		}
		if firm := r.People[h.User].Employer; firm != "" && role == complaint.RolePartner {
			name += " · " + Escape(clean(firm))
		}
		if !h.From.After(f.Now) {
			h.From = time.Time{} // since when does not matter of who is in it
		}
		names = append(names, name+holderDays(f, h))
	}
	text := strings.Join(names, ", ")
	if len(names) == 0 {
		text = f.P.T("people.none")
	}
	if past := pastHolders(f, r, role); len(past) > 0 {
		text += "\n" + f.P.T("people.before", "who", strings.Join(past, ", "))
	}
	return text
}

// mostPast is how many former holders of a role are named.
const mostPast = 3

// pastHolders names who was in a role last, and until when.
func pastHolders(f *Frame, r *complaint.Roster, role complaint.Role) (names []string) {
	for _, h := range r.Past(role, f.Now) {
		if len(names) == mostPast {
			break
		}
		names = append(names, Escape(f.Name(h.User))+holderDays(f, h))
	}
	return names
}

// holderDays says from when to when, as far as either is set; empty: neither is.
func holderDays(f *Frame, h complaint.Holder) string {
	var days []string
	if !h.From.IsZero() {
		days = append(days, f.P.T("people.from", "day", f.P.Day(h.From)))
	}
	if !h.Until.IsZero() {
		days = append(days, f.P.T("people.until", "day", f.P.Day(h.Until.Add(-time.Second))))
	}
	if len(days) == 0 {
		return ""
	}
	return " (" + strings.Join(days, ", ") + ")"
}

// RoleTyped is what stands in the form about one role: people and civil days,
// 2006-01-02, the last one included.
type RoleTyped struct {
	Users       []string
	From, Until string
}

// RoleForm asks who holds a role, from when, and until when who is new in it.
func RoleForm(f *Frame, r *complaint.Roster, role complaint.Role, typed RoleTyped) *Modal {
	m := peopleWindow(f)
	m.CallbackID = "people.name"
	m.Metadata = Metadata{Hash: string(role) + "/" + r.Stamp(role, f.Now), Lang: string(f.P.Language())}.String()
	m.Submit, m.Close = f.P.T("people.submit"), f.P.T("filing.close")
	m.Blocks = []slack.Block{
		section("*" + f.P.T("people.role."+string(role)) + "* · " + f.P.T("people.does."+string(role)) + "\n" + holders(f, r, role)),
		field{block: "users", label: f.P.T("people.users.label"), hint: f.P.T("people.users.hint"), optional: true}.
			people(typed.Users, f.P.T("people.users.placeholder"), mostHolders),
		field{block: "from", label: f.P.T("people.from.label"), hint: f.P.T("people.from.hint"), optional: true}.day(typed.From),
		field{block: "until", label: f.P.T("people.until.label"), hint: f.P.T("people.until.hint"), optional: true}.day(typed.Until),
	}
	return m
}

// RoleOf reads which role a form is about, and how the role stood when it was
// opened.
func RoleOf(m Metadata) (role complaint.Role, stamp string) {
	name, stamp, _ := strings.Cut(m.Hash, "/")
	return complaint.Role(name), stamp
}

// Changed is what remains of the form for somebody who gave away the right to
// see the others.
func Changed(f *Frame, text string) *Modal {
	m := peopleWindow(f)
	m.Blocks = []slack.Block{section(":white_check_mark: " + Escape(text))}
	return m
}

// Holding says in words who is in a role, or will be.
func Holding(f *Frame, r *complaint.Roster, role complaint.Role) string {
	var who []string
	for _, h := range r.Named(role, f.Now) {
		if !h.From.After(f.Now) {
			h.From = time.Time{}
		}
		who = append(who, f.Name(h.User)+holderDays(f, h))
	}
	return f.P.T("people.role."+string(role)) + ": " + cmp.Or(f.P.List(who), f.P.T("people.none")) + "."
}

// Named says in words who came into a role and who goes.
func Named(f *Frame, role complaint.Role, come, gone []string) string {
	var parts []string
	if len(come) > 0 {
		parts = append(parts, f.P.T("people.come", "who", f.NameList(come)))
	}
	if len(gone) > 0 {
		parts = append(parts, f.P.T("people.gone", "who", f.NameList(gone)))
	}
	if len(parts) == 0 {
		parts = append(parts, f.P.T("people.same"))
	}
	return f.P.T("people.role."+string(role)) + ": " + strings.Join(parts, " ")
}
