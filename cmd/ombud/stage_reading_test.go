package main

import "strings"

// reading is what somebody finds of a case: what its file says to them, and what it does
// not. With nothing said the case is hidden from them, wherever they look.
type reading struct {
	who  *person
	tab  string   // of the file, to turn to; empty: its first page
	says []string // all of these
	not  []string // none of these
}

// read opens the file by a command as each person would, all at one moment of the story.
func (s *stage) read(command, number string, all ...reading) {
	s.t.Helper()
	for _, r := range all {
		if len(r.says) == 0 {
			if r.who == s.external { // for whom Slack has no commands
				r.who.blind(customer, tale, number)
				continue
			}
			if said := r.who.told(general, command, number); said == "" {
				s.fail("the file of %s opens for %s", number, r.who.name)
			}
			r.who.blind(customer, tale)
			continue
		}
		r.who.types(general, command, number)
		if r.tab != "" {
			r.who.inView("case.tab." + r.tab)
		}
		text := r.who.reads()
		for _, words := range r.says {
			if !strings.Contains(text, words) {
				s.fail("%s does not read %q of %s in\n%s", r.who.name, words, number, text)
			}
		}
		for _, words := range r.not {
			if strings.Contains(text, words) {
				s.fail("%s reads %q of %s in\n%s", r.who.name, words, number, text)
			}
		}
		r.who.closes()
	}
}

// nothing is what each of these finds.
func nothing(all ...*person) []reading {
	list := make([]reading, len(all))
	for i, p := range all {
		list[i] = reading{who: p}
	}
	return list
}
