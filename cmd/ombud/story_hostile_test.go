package main

import (
	"fmt"
	"strings"
	"testing"

	"ombud/playground"
)

// hostile are the texts that somebody might type to break a screen, call
// people or disguise words. Each begins with its own mark.
var hostile = map[string]string{
	"calls people":   "mark1 <!channel> <!here> <!subteam^S1|us> <@U0JOOST> <#C0KLACHTEN> <https://evil.example|our site>",
	"markup":         "mark2 &amp; &lt;@U0JOOST&gt; *bold* ~no~ ``` > quote " + strings.Repeat("&", 50),
	"unseen":         "mark3 \u202e\u2066esrever\u2069 \u200f shalom \x00\x07\x1b[31m red " + strings.Repeat("\U0001f9d1\u200d\U0001f9b0", 12),
	"other programs": "mark4 '; DROP TABLE complaint; -- {{.number}} %s %!d <script>alert(1)</script>",
}

// TestHostileText types such texts in every field of every form and reads them
// wherever they are shown, at the level at which the channel shows the most.
func TestHostileText(t *testing.T) {
	t.Parallel()
	for name, words := range hostile {
		t.Run(name, func(t *testing.T) {
			onBoth(t, play{config: standard}, func(s *stage) {
				number := s.typedEverywhere(words, strings.Repeat(words, 3000/len(words)-1))
				s.literal(words)
				if log := s.log.String(); strings.Contains(log, "that we built is wrong") || strings.Contains(log, "panic") {
					s.fail("a screen broke")
				}
				s.shows(number, "Closed", "")
			})
		})
	}
}

// standard is a configuration that lets the channel see more.
func standard(yaml string) string {
	return strings.Replace(yaml, "privacy: minimal", "privacy: standard", 1)
}

// typedEverywhere takes a complaint all the way with the words in every field
// that takes text, long ones where much may be typed.
func (s *stage) typedEverywhere(words, long string) string {
	s.t.Helper()
	s.lotte.opensForm()
	s.lotte.fills("name", words, "phone", phone, "address", words, "summary", words, "story", long, "wish", cutTo(long, 1000), "deliverer", words)
	number := s.lotte.submitsFiling()
	s.lotte.closes()
	s.rest()
	s.lotte.presses(s.lotte.dm(number, "case.readback.open"), "case.readback.open")
	s.sees(s.lotte, words)
	s.lotte.fills("verdict", "readback_approved", "note", words, "done", []string{"explained"})
	s.lotte.submits()
	s.rest()
	s.sanne.presses(s.card(number), "case.assign.open")
	s.sees(s.sanne, words)
	s.sanne.chooses(s.milan)
	s.sanne.fills("title", cutTo(words, 100), "why_process", "other", "why_text", words, "brief", cutTo(long, 1000))
	s.sanne.submits()
	s.rest()
	s.milan.presses(s.milan.dm(number, "case.contact.open"), "case.contact.open")
	s.sees(s.milan, words)
	s.milan.fills("with", cutTo(words, 100), "how", cutTo(long, 1000), "day", "2026-03-13", "note", cutTo(long, 2000))
	s.milan.submits()
	s.rest()
	s.answeredWith(number, words, long)
	return number
}

func (s *stage) answeredWith(number, words, long string) {
	s.t.Helper()
	s.hostileDraft(number, words, long)
	s.mees.presses(s.inThread(number, "answer.changes.open"), "answer.changes.open")
	s.mees.fills("comment", cutTo(long, 2000))
	s.mees.submits()
	s.rest()
	s.hostileDraft(number, words, long)
	request := s.inThread(number, "answer.approve")
	s.mees.presses(request, "answer.read")
	s.sees(s.mees, words)
	s.mees.closes()
	s.mees.presses(request, "answer.approve")
	s.rest()
	s.milan.presses(s.milan.dm(number, "answer.deliver.open"), "answer.deliver.open")
	s.sees(s.milan, words)
	s.milan.fills("with", cutTo(words, 100), "reaction", cutTo(long, 2000))
	s.milan.submits()
	s.rest()
	s.sanne.presses(s.card(number), "followup.open")
	s.sees(s.sanne, words)
	s.sanne.fills("result", "satisfied", "note", cutTo(long, 2000))
	s.sanne.submits()
	s.rest()
	s.sanne.presses(s.card(number), "case.close.open")
	s.sanne.fills("handling", cutTo(long, 2000), "lesson", cutTo(long, 2000))
	s.sanne.submits()
	s.sanne.closes()
	s.rest()
	s.readsTheFile(number, words)
}

func (s *stage) hostileDraft(number, words, long string) {
	s.t.Helper()
	s.milan.presses(s.milan.dm(number, "answer.draft.open"), "answer.draft.open")
	s.milan.fills("form", "phone", "outcome", "upheld", "text", long, "reasons", words, "oral_why", words, "internal", cutTo(long, 2000),
		"what1", words, "when1", "2026-03-13", "ask", "ask")
	s.milan.submits()
	s.rest()
}

// readsTheFile turns every page of the case file.
func (s *stage) readsTheFile(number, words string) {
	s.t.Helper()
	s.sanne.presses(s.card(number), "case.open")
	for _, tab := range []string{"overview", "contacts", "answers", "files", "history"} {
		seen, err := s.sanne.PressInView("case.tab." + tab)
		s.sanne.went("turn to "+tab, seen, err)
		if tab == "overview" || tab == "contacts" || tab == "answers" {
			s.sees(s.sanne, words)
		}
	}
	s.sanne.closes()
}

// sees checks that a window shows the words as they were typed, but for what
// no reader can see.
func (s *stage) sees(p *person, words string) {
	s.t.Helper()
	shown := p.reads()
	for _, e := range elements(blocksOf(p.window().Blocks), "plain_text_input") {
		shown += "\n" + fmt.Sprint(e["initial_value"])
	}
	if !strings.Contains(visible(shown), visible(words)) {
		s.fail("%s reads in %s\n%s\nand not %q", p.name, p.window().CallbackID, shown, visible(words))
	}
}

// visible is what is left of the words for the eye.
func visible(words string) string {
	for _, hidden := range []string{"\u202e", "\u2066", "\u2069", "\u200f", "\x00", "\x07", "\x1b"} {
		words = strings.ReplaceAll(words, hidden, "")
	}
	return words
}

// literal checks all that was ever sent: no text that people typed calls,
// names or links anything.
func (s *stage) literal(words string) {
	s.t.Helper()
	found := 0
	for _, call := range s.slack.Log() {
		if call.ToApp {
			continue
		}
		sent := string(call.Request)
		found += strings.Count(sent, words[:5])
		for _, live := range []string{"<!channel", "<!here", "<!everyone", "<!subteam", "<@U0JOOST", "<#C0", "<https://evil"} {
			if bad := mrkdwnWith(call, live); bad != "" {
				s.fail("%s sent %q in mrkdwn: %s", call.Method, live, bad)
			}
		}
	}
	if found < 10 {
		s.fail("the words were sent %d times only", found)
	}
}

// mrkdwnWith finds a text of the kind mrkdwn, or a message's own text, that
// holds a string; "" for none. Plain text and what stands in inputs is inert.
func mrkdwnWith(call playground.Call, part string) string {
	for _, value := range unpacked(call.Request) {
		for _, e := range elements(value, "mrkdwn") {
			if text := fmt.Sprint(e["text"]); strings.Contains(text, part) {
				return text
			}
		}
		if top, ok := value.(map[string]any); ok && strings.HasPrefix(call.Method, "chat.") {
			if text, _ := top["text"].(string); strings.Contains(text, part) {
				return text
			}
		}
	}
	return ""
}

// cutTo shortens to so many bytes without breaking a character.
func cutTo(s string, most int) string {
	return strings.ToValidUTF8(s[:min(len(s), most)], "")
}

// TestStoryOfAmpersands: the longest story there can be grows fivefold when it
// is escaped, and is shown whole all the same.
func TestStoryOfAmpersands(t *testing.T) {
	onBoth(t, play{config: standard}, func(s *stage) {
		const words = "They wrote to us: "
		story := words + strings.Repeat("&", 3000-len(words))
		number := s.lotte.files("story", story)
		s.lotte.readsBack(number)
		s.sanne.types(general, "/complaint", "show "+number)
		if n := strings.Count(s.sanne.reads(), "&"); n < 3000-len(words) {
			s.fail("%d of %d ampersands are shown", n, 3000-len(words))
		}
	})
}
