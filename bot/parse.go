package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
)

// errMalformed is a payload that is not what Slack sends.
var errMalformed = errors.New("malformed payload")

// parseForm reads the body of a command, as it comes over HTTP.
func parseForm(form url.Values) (*Request, error) {
	return commandRequest(&command{
		Command: form.Get("command"), Text: form.Get("text"), Team: form.Get("team_id"),
		User: form.Get("user_id"), Channel: form.Get("channel_id"),
		Trigger: form.Get("trigger_id"), Response: form.Get("response_url"),
	})
}

// parseCommand reads a command as it comes over a socket.
func parseCommand(raw []byte) (*Request, error) {
	var c command
	if err := json.Unmarshal(raw, &c); err != nil {
		return nil, fmt.Errorf("command: %w", errMalformed)
	}
	return commandRequest(&c)
}

type command struct {
	Command  string `json:"command"`
	Text     string `json:"text"`
	Team     string `json:"team_id"`
	User     string `json:"user_id"`
	Channel  string `json:"channel_id"`
	Trigger  string `json:"trigger_id"`
	Response string `json:"response_url"`
}

func commandRequest(c *command) (*Request, error) {
	if c.Command == "" || c.User == "" || c.Team == "" {
		return nil, fmt.Errorf("command without command, user or team: %w", errMalformed)
	}
	r := &Request{
		Kind: KindCommand, Route: c.Command, Command: c.Command,
		Team: c.Team, User: c.User, Channel: c.Channel,
		// Only members of the workspace can use its commands.
		UserTeam:  c.Team,
		TriggerID: c.Trigger, ResponseURL: c.Response, Dedupe: c.Trigger,
	}
	r.Text, r.Mentions = readable(c.Text)
	return r, nil
}
