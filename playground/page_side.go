package playground

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// entry is one line of the list at the side.
type entry struct {
	Face
	ID         string // of a person
	Href, Role string
	Unread     int
	Here, Lock bool
}

// Face is how somebody or something is pictured: two letters on a tint.
type Face struct {
	Name, Initials string
	Tint           int
	App            bool
}

func face(name string, tint int, app bool) Face {
	var letters []rune
	for _, part := range strings.Fields(name) {
		if r := []rune(part)[0]; unicode.IsLetter(r) {
			letters = append(letters, unicode.ToUpper(r))
		}
	}
	if len(letters) > 2 {
		letters = []rune{letters[0], letters[len(letters)-1]}
	}
	return Face{Name: name, Initials: string(letters), Tint: tint % 8, App: app}
}

// Others are the people to become, with what each has not read.
func (l *look) Others() []entry {
	var es []entry
	for _, p := range l.People {
		u, ok := l.people[p.ID]
		if !ok {
			continue
		}
		e := entry{Face: face(u.shown(), l.tints[p.ID], false), ID: p.ID, Href: as(p.ID), Role: p.Role, Here: p.ID == l.Me.ID}
		e.Name = cmp.Or(p.Name, e.Name)
		person := l.Slack.As(p.ID)
		for _, ch := range person.Channels() {
			if slices.Contains(ch.Members, p.ID) {
				e.Unread += person.Unread(ch.ID)
			}
		}
		es = append(es, e)
	}
	return es
}

// Rooms are the channels in the viewer's list, without direct messages.
func (l *look) Rooms() []entry {
	var es []entry
	for _, ch := range l.Person.Channels() {
		if ch.User != "" {
			continue
		}
		e := entry{Face: Face{Name: ch.Name}, Href: l.Root + "c/" + ch.ID, Lock: ch.Private, Here: ch.ID == l.At}
		if slices.Contains(ch.Members, l.Me.ID) {
			e.Unread = l.Person.Unread(ch.ID)
		}
		es = append(es, e)
	}
	return es
}

// Direct is the viewer's conversation with the app.
func (l *look) Direct() entry {
	e := entry{Face: Face{Name: l.W.Messages}, Href: l.Root + "dm"}
	if ch := l.direct(); ch.ID != "" {
		e.Href, e.Unread, e.Here = l.Root+"c/"+ch.ID, l.Person.Unread(ch.ID), ch.ID == l.At
	}
	return e
}

func (l *look) direct() Channel {
	for _, ch := range l.Person.Channels() {
		if ch.User != "" {
			return ch
		}
	}
	return Channel{}
}

// first is the channel a viewer begins in: their private one, else any of theirs.
func (l *look) first() string {
	open := ""
	for _, ch := range l.Person.Channels() {
		if ch.User != "" || !slices.Contains(ch.Members, l.Me.ID) {
			continue
		}
		if ch.Private {
			return ch.ID
		}
		open = cmp.Or(open, ch.ID)
	}
	return cmp.Or(open, l.Slack.DM(l.Me.ID))
}

// Welcome is who the viewer is, and what to try first.
func (l *look) Welcome() string { return fmt.Sprintf(l.W.You, l.As.Name) }
