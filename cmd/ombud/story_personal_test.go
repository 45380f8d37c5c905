package main

import (
	"encoding/json"
	"strings"

	"ombud/playground"
)

// leavesNothing: of what the customer is called and said, nothing stands in
// the database but sealed, nothing in the log, and nothing in what Slack keeps
// or shows outside the words of a window.
func (r *road) leavesNothing() {
	r.t.Helper()
	found := 0
	for table, lines := range r.rows() {
		found += len(lines)
		r.clean("table "+table, strings.Join(lines, "\n"))
	}
	if found < 50 {
		r.fail("the database has %d rows only, so nothing was searched", found)
	}
	r.clean("log", r.log.String())
	texts := 0
	for _, call := range r.slack.Log() {
		var sent any
		if json.Unmarshal(call.Request, &sent) != nil || call.ToApp {
			continue
		}
		kept := hidden(sent)
		texts += len(kept)
		r.clean("what Slack keeps of "+call.Method, strings.Join(kept, "\n"))
	}
	if texts < 200 {
		r.fail("only %d texts were searched", texts)
	}
	for _, p := range r.people() {
		for _, ch := range p.Channels() {
			for _, m := range p.Messages(ch.ID) {
				for _, reply := range p.Thread(ch.ID, m.TS) {
					r.minimal(p, reply)
				}
			}
		}
	}
}

func (r *road) clean(where, text string) {
	r.t.Helper()
	for _, word := range theirs {
		if i := strings.Index(strings.ToLower(text), strings.ToLower(word)); i >= 0 {
			r.fail("%s holds %q: …%s…", where, word, text[max(0, i-60):min(len(text), i+60)])
		}
	}
}

// minimal: at this company's level a message of the app tells nothing of the
// customer at all, nor does what comes with it unseen.
func (r *road) minimal(p *person, m playground.Message) {
	r.t.Helper()
	if m.BotID != "" {
		r.clean("a message to "+p.name, asJSON(m))
	}
}

// hidden gathers what a call holds besides the words of its blocks: the text
// for notifications, headers, metadata, values and ids. Blocks travel as a
// string of JSON in some calls.
func hidden(v any) []string {
	var kept []string
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			kept = append(kept, hidden(x)...)
		}
	case map[string]any:
		kind, _ := v["type"].(string)
		for key, x := range v {
			s, isText := x.(string)
			var within any
			switch {
			case isText && json.Unmarshal([]byte(s), &within) == nil:
				kept = append(kept, hidden(within)...)
			case isText && (key != "text" || kind == "" || kind == "header"):
				if key != "initial_value" { // what a form shows its reader
					kept = append(kept, s)
				}
			case kind == "header" && key == "text":
				kept = append(kept, asJSON(x))
			case !isText:
				kept = append(kept, hidden(x)...)
			}
		}
	}
	return kept
}
