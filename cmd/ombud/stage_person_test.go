package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"ombud/playground"
)

// person is somebody on the stage: what they do ends the story when Slack
// would not let them, or when it does not come out as the step says.
type person struct {
	s    *stage
	id   string
	name string
	*playground.Person
}

func (s *stage) cast() {
	in := func(id, name string) *person { return &person{s: s, id: id, name: name, Person: s.slack.As(id)} }
	s.lotte, s.sanne, s.milan = in("U0LOTTE", "Lotte Jansen"), in("U0SANNE", "Sanne Bakker"), in("U0MILAN", "Milan de Wit")
	s.mees, s.fatima, s.joost = in("U0MEES", "Mees Vos"), in("U0FATIMA", "Fatima El Idrissi"), in("U0JOOST", "Joost Visser")
	s.guest, s.external = in("U0GAST", "Noor Guest"), in("U0EXTERN", "Xander Extern")
}

// people is everybody on the stage.
func (s *stage) people() []*person {
	return []*person{s.lotte, s.sanne, s.milan, s.mees, s.fatima, s.joost, s.guest, s.external}
}

// went checks that an act was possible and answered.
func (p *person) went(what string, seen playground.Seen, err error) playground.Seen {
	p.s.t.Helper()
	if err != nil || seen.Failure != "" {
		p.s.fail("%s: %s: %v %s %v", p.name, what, err, seen.Failure, seen.Errors)
	}
	return seen
}

// types types a command.
func (p *person) types(channel, command, rest string) playground.Seen {
	p.s.t.Helper()
	seen, err := p.Command(channel, command, rest)
	return p.went(command+" "+rest, seen, err)
}

// told types a command and gives what only they are told, "" when a form
// opens instead.
func (p *person) told(channel, command, rest string) string {
	p.s.t.Helper()
	before := len(p.Ephemerals(channel))
	if seen := p.types(channel, command, rest); seen.Modal != nil {
		return ""
	}
	p.s.until("an answer to "+command+" "+rest, func() bool { return len(p.Ephemerals(channel)) > before })
	said := p.Ephemerals(channel)
	return p.Text(said[len(said)-1])
}

// fills enters values by block id, in the order given: a field that redraws
// the form brings the next.
func (p *person) fills(pairs ...any) {
	p.s.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		block := pairs[i].(string)
		seen, err := p.Fill(block, pairs[i+1])
		p.went(fmt.Sprintf("fill %s with %v", block, pairs[i+1]), seen, err)
	}
}

// submits sends the form and expects it to be taken.
func (p *person) submits() playground.Seen {
	p.s.t.Helper()
	sent := p.window()
	if p.s.twice {
		p.s.slack.DeliverTwice(1)
	}
	seen, err := p.Submit()
	p.went("submit "+sent.CallbackID, seen, err)
	if len(seen.Errors) > 0 || seen.Modal != nil && seen.Modal.CallbackID == sent.CallbackID {
		p.s.fail("%s: %s was not taken: %v", p.name, sent.CallbackID, seen.Errors)
	}
	if seen.Modal != nil && seen.Modal.CallbackID == "" && seen.Modal.Title == sorry {
		p.s.fail("%s: %s was refused", p.name, sent.CallbackID)
	}
	return seen
}

// sorry is the title of the window that tells why something cannot be.
const sorry = "Not possible"

// refusedAt sends the form and gives what then stands under a field.
func (p *person) refusedAt(block string) string {
	p.s.t.Helper()
	seen, err := p.Submit()
	p.went("submit", seen, err)
	if seen.Errors[block] == "" {
		p.s.fail("%s: nothing stands under %s: %v", p.name, block, seen.Errors)
	}
	return seen.Errors[block]
}

// window is the form in sight.
func (p *person) window() *playground.View {
	p.s.t.Helper()
	v := p.Modal()
	if v == nil {
		p.s.fail("%s sees no window", p.name)
	}
	return v
}

// reads is the text of the window in sight.
func (p *person) reads() string {
	p.s.t.Helper()
	return p.ViewText(p.window())
}

// closes closes all windows.
func (p *person) closes() {
	p.s.t.Helper()
	for p.Modal() != nil {
		seen, err := p.CloseView()
		p.went("close the window", seen, err)
	}
}

// presses presses a button of a message.
func (p *person) presses(m playground.Message, action string) playground.Seen {
	p.s.t.Helper()
	seen, err := p.Press(m.Channel, m.TS, action)
	return p.went("press "+action, seen, err)
}

// refused presses a button and gives why that was not to be; it leaves no
// window behind.
func (p *person) refused(m playground.Message, action string) string {
	p.s.t.Helper()
	p.presses(m, action)
	if p.window().Title != sorry {
		p.s.fail("%s: %s was not refused", p.name, action)
	}
	said := p.reads()
	p.closes()
	return said
}

// dm is the newest direct message of the app about a case that has a button,
// any message when action is empty.
func (p *person) dm(number, action string) playground.Message {
	p.s.t.Helper()
	all := p.DMs()
	for i := len(all) - 1; i >= 0; i-- {
		if about(all[i], number) && (action == "" || hasButton(all[i].Blocks, action)) {
			return all[i]
		}
	}
	p.s.fail("%s has no direct message about %s with %q", p.name, number, action)
	return playground.Message{}
}

// about tells whether a message speaks of a case.
func about(m playground.Message, number string) bool {
	return strings.Contains(m.Text, number) || strings.Contains(asJSON(m.Blocks), number)
}

// payload is an interaction as Slack would send it for this person, for what
// no client would send.
func (p *person) payload(kind string, more map[string]any) map[string]any {
	out := map[string]any{
		"type": kind, "team": map[string]any{"id": p.s.cfg.Workspace}, "api_app_id": "A0OMBUD", "trigger_id": "1.2.forged",
		"user": map[string]any{"id": p.id, "team_id": p.s.cfg.Workspace, "username": p.id},
	}
	for k, v := range more {
		out[k] = v
	}
	return out
}

// forges delivers a payload over the transport of the stage.
func (p *person) forges(payload map[string]any) playground.Answer {
	p.s.t.Helper()
	a, err := p.s.slack.Forge(playground.KindInteraction, []byte(asJSON(payload)))
	p.s.do("forge", err)
	return a
}

// forgesPress presses a button that this person cannot see.
func (p *person) forgesPress(action, value string) playground.Answer {
	p.s.t.Helper()
	return p.forges(p.payload("block_actions", map[string]any{
		"actions":   []any{map[string]any{"type": "button", "action_id": action, "block_id": "next", "value": value}},
		"container": map[string]any{"type": "message", "channel_id": klachten, "message_ts": "1.1"},
		"channel":   map[string]any{"id": klachten},
	}))
}

// submission is a form as it stands, ready to be changed and forged.
func submission(v *playground.View) map[string]any {
	var values map[string]any
	if err := json.Unmarshal(v.State, &values); err != nil {
		panic(err)
	}
	return map[string]any{
		"id": v.ID, "type": "modal", "callback_id": v.CallbackID, "private_metadata": v.Metadata, "hash": v.Hash,
		"blocks": v.Blocks, "state": map[string]any{"values": values},
	}
}

// enter puts something else into a forged form.
func enter(view map[string]any, block string, held map[string]any) {
	values := view["state"].(map[string]any)["values"].(map[string]any)
	action := "v"
	if was, ok := values[block].(map[string]any); ok {
		for id := range was {
			action = id
		}
	}
	values[block] = map[string]any{action: held}
}

func asJSON(v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(raw)
}

var numberPattern = regexp.MustCompile(`K-\d{4}-\d{4}`)
