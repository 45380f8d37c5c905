package bot

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"
)

// Scopes are the permissions of the bot token that the app needs.
var Scopes = []string{
	"commands", "chat:write", "im:write", "im:history", "groups:read", "groups:history",
	"channels:read", "users:read", "files:read", "files:write", "app_mentions:read",
}

// Self is who the bot token makes us.
type Self struct {
	Team       string // workspace id
	TeamName   string
	User       string // our user id
	Bot        string // our bot id
	Enterprise string // enterprise id in a grid, else empty
	Scopes     []string
}

// Self returns who we are, asked once and remembered.
func (c *Client) Self(ctx context.Context) (Self, error) {
	c.mu.Lock()
	known := c.self
	c.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	t, err := c.api.AuthTestContext(ctx)
	if err != nil {
		return Self{}, classify("auth.test", err)
	}
	self := Self{Team: t.TeamID, TeamName: t.Team, User: t.UserID, Bot: t.BotID, Enterprise: t.EnterpriseID}
	for scope := range strings.SplitSeq(t.Header.Get("X-OAuth-Scopes"), ",") {
		if scope = strings.TrimSpace(scope); scope != "" {
			self.Scopes = append(self.Scopes, scope)
		}
	}
	c.mu.Lock()
	c.self = &self
	c.mu.Unlock()
	return self, nil
}

// CheckStart reports, by name, what keeps the app from working: a token of the wrong
// kind, one that Slack refuses, missing scopes, a Slack that cannot be reached.
func (c *Client) CheckStart(ctx context.Context) error {
	if err := c.checkTokens(); err != nil {
		return err
	}
	self, err := c.Self(ctx)
	if err != nil {
		if ClassOf(err) == Install {
			return fmt.Errorf("SLACK_BOT_TOKEN is refused: %w", err)
		}
		return c.unreached(err)
	}
	if self.Bot == "" {
		return errors.New("SLACK_BOT_TOKEN belongs to no bot; take the Bot User OAuth Token of the app")
	}
	// A Slack that does not name the scopes cannot be checked here.
	if missing := Missing(self.Scopes); len(self.Scopes) > 0 && len(missing) > 0 {
		return fmt.Errorf("SLACK_BOT_TOKEN lacks the scopes %s; add them to the app and install it again",
			strings.Join(missing, " "))
	}
	return nil
}

// unreached names the host that did not answer and why, each once. Other errors stay
// as they are.
func (c *Client) unreached(err error) error {
	failed, ok := errors.AsType[*Error](err)
	if !ok {
		return err
	}
	call, ok := errors.AsType[*url.Error](failed.err)
	if !ok {
		return err
	}
	host, why := "slack.com", call.Err.Error()
	if root, err := url.Parse(c.config.URL); err == nil && root.Host != "" {
		host = root.Host
	}
	if e, ok := errors.AsType[*net.DNSError](call); ok {
		why = e.Err
	} else if e, ok := errors.AsType[*net.OpError](call); ok {
		why = e.Err.Error()
	}
	return fmt.Errorf("cannot reach %s: %s", host, why)
}

// Missing returns the needed scopes that are not among the granted ones.
func Missing(granted []string) []string {
	var missing []string
	for _, scope := range Scopes {
		if !slices.Contains(granted, scope) {
			missing = append(missing, scope)
		}
	}
	return missing
}

// checkTokens looks at the kind of the tokens only.
func (c *Client) checkTokens() error {
	if err := checkToken("SLACK_BOT_TOKEN", c.config.BotToken, "xoxb-"); err != nil {
		return err
	}
	if c.config.AppToken == "" {
		return nil
	}
	return checkToken("SLACK_APP_TOKEN", c.config.AppToken, "xapp-")
}

func checkToken(name, token, want string) error {
	if strings.HasPrefix(token, want) {
		return nil
	}
	if token == "" {
		return fmt.Errorf("%s is not set", name)
	}
	for prefix, what := range map[string]string{
		"xoxb-": "a bot token", "xapp-": "an app-level token", "xoxp-": "a user token",
		"xoxe": "a configuration or refresh token", "xoxc-": "a browser token", "xoxs-": "a browser token",
	} {
		if strings.HasPrefix(token, prefix) {
			return fmt.Errorf("%s is %s (%s…); it must begin with %s", name, what, prefix, want)
		}
	}
	return fmt.Errorf("%s must begin with %s", name, want)
}
