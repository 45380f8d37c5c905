package view

import (
	"slices"
	"strings"

	"github.com/slack-go/slack"

	"ombud/complaint"
)

// RoleChanged tells whoever is concerned that they have a role, or have it no more,
// and who looks after the app what was changed; with who holds the role now.
func RoleChanged(f *Frame, r *complaint.Roster, n complaint.NamedRef) *Message {
	role := "*" + f.P.T("people.role."+string(n.Role)) + "*"
	var lines []string
	switch me := f.Viewer.ID; {
	case slices.Contains(n.Come, me):
		lines = append(lines, f.P.T("named.come", "role", role)+" "+f.P.T("named.does", "what", f.P.T("people.does."+string(n.Role))))
	case slices.Contains(n.Gone, me):
		lines = append(lines, f.P.T("named.gone", "role", role))
	default:
		lines = append(lines, Escape(Named(f, n.Role, n.Come, n.Gone)))
	}
	lines = append(lines, f.P.T("named.now", "who", holders(f, r, n.Role)))
	blocks := []slack.Block{section(strings.Join(lines, "\n"))}
	if r.MayLookAtPeople(f.Viewer, f.Now) == nil {
		text := f.P.T("people.title")
		blocks = append(blocks, actions("people", button("people.open", "named", text, text)))
	}
	by := f.P.T("named.by_file", "file", Escape(f.File))
	if n.By != "" {
		by = f.P.T("named.by", "who", Escape(f.Name(n.By)))
	}
	return &Message{Text: f.P.T("named.told"), Blocks: append(blocks, note(by))}
}
