package bot

import (
	"regexp"
	"strings"
)

var (
	// Slack writes mentions, channels and links as <target|label>.
	markup     = regexp.MustCompile(`<([^<>|]*)(?:\|([^<>]*))?>`)
	unentities = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// readable turns text as Slack sends it into text as it was typed: mentions as
// @name, channels as #name, links as their label, entities decoded. It returns the
// user ids that were mentioned, in order.
func readable(s string) (text string, users []string) {
	var b strings.Builder
	last := 0
	for _, at := range markup.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(unentities.Replace(s[last:at[0]]))
		last = at[1]
		target, label := s[at[2]:at[3]], ""
		if at[4] >= 0 {
			label = s[at[4]:at[5]]
		}
		if id, ok := strings.CutPrefix(target, "@"); ok && id != "" {
			users = append(users, id)
		}
		b.WriteString(unentities.Replace(named(target, label)))
	}
	b.WriteString(unentities.Replace(s[last:]))
	return b.String(), users
}

func named(target, label string) string {
	if target == "" {
		return label
	}
	switch target[0] {
	case '@', '#':
		if label != "" {
			return target[:1] + strings.TrimPrefix(label, target[:1])
		}
		return target
	case '!':
		if label != "" {
			return label
		}
		return "@" + target[1:]
	}
	if label != "" {
		return label
	}
	return strings.TrimPrefix(target, "mailto:")
}
