package playground

import (
	"regexp"
	"strings"
)

var typed = regexp.MustCompile(`<[@#][A-Z0-9]+(\|[^>]*)?>|[@#][\p{L}\p{N}._-]+|[&<>]`)

// escaped is what a person typed after a command as Slack sends it when the
// manifest says should_escape: @name and #channel become ids, and &, < and >
// entities. Mentions that are ids already stay. The name of a private channel is
// left out.
func (s *Slack) escaped(text string) string {
	if s.cfg.NoEscape {
		return text
	}
	return typed.ReplaceAllStringFunc(text, func(part string) string {
		switch {
		case part == "&":
			return "&amp;"
		case part == "<":
			return "&lt;"
		case part == ">":
			return "&gt;"
		case part[0] == '@':
			return s.mentionOf(part)
		case part[0] == '#':
			return s.channelMention(part)
		}
		return part
	})
}

func (s *Slack) mentionOf(typed string) string {
	for u := range s.users.all {
		if u.Name == strings.TrimPrefix(typed, "@") {
			return "<@" + u.ID + "|" + u.Name + ">"
		}
	}
	return typed
}

func (s *Slack) channelMention(typed string) string {
	for ch := range s.channels.all {
		if ch.Name != "" && ch.Name == strings.TrimPrefix(typed, "#") {
			if ch.Private {
				return "<#" + ch.ID + "|>"
			}
			return "<#" + ch.ID + "|" + ch.Name + ">"
		}
	}
	return typed
}
