package bot

import (
	"cmp"
	"context"
	"net/url"
	"time"
)

// How long a look-up is believed. Rules about who may see what rest on it, so it is
// short, and events end it early. Of an invitation to share a channel no event
// tells: a channel is believed for as long as one may ask 20 times a minute.
const (
	personTime  = 5 * time.Minute
	recentTime  = 30 * time.Second // of whoever is about to read something: events reach one process only
	channelTime = 3 * time.Second
	profileTime = 24 * time.Hour // what people are called: no rule rests on it
)

// MostMembers is how many members a channel may have: before something confidential is
// posted each is looked up, at most twice a minute, and Slack answers a hundred times.
const MostMembers = 40

// memberPages bounds the members that are read of one channel, 1000 a page.
const memberPages = 20

// Person is somebody of Slack.
type Person struct {
	ID       string
	Team     string
	Name     string // the name to show; not for logs
	Title    string // as the person wrote it in their profile
	TZ       string // IANA name
	Guest    bool   // single- or multi-channel guest
	External bool   // of another company
	Bot      bool
	Deleted  bool
}

// Colleague reports whether the person is a full member of our company.
func (p Person) Colleague() bool { return !p.Guest && !p.External && !p.Bot && !p.Deleted }

// Channel is a channel or direct message as it is now.
type Channel struct {
	ID            string
	Private       bool
	IM            bool
	Shared        bool // with another company
	PendingShared bool // another company is invited
	Archived      bool
	Member        bool     // the app is in it
	Members       []string // user ids, outsiders and bots included; empty for a direct message; not to be changed
}

// What is wrong with a channel in which nothing may be posted. These are codes.
const (
	ChannelOutsider = "outsider" // a guest, a person of another company or another app is in it
	ChannelGone     = "gone"     // no such channel, or the app is not in it
	ChannelNobody   = "nobody"   // somebody involved is in it, and nobody else is left to tell
	ChannelArchived = "archived" // nothing can be posted
	ChannelPublic   = "public"   // anybody may read it
	ChannelShared   = "shared"   // with another company, or about to be
	ChannelCrowded  = "crowded"  // it has more than MostMembers
)

// Trouble says why nothing may be posted in the channel, empty when nothing
// speaks against it but, perhaps, who its members are.
func (c *Channel) Trouble() string {
	switch {
	case !c.Member:
		return ChannelGone
	case c.Archived:
		return ChannelArchived
	case !c.Private:
		return ChannelPublic
	case c.Shared, c.PendingShared:
		return ChannelShared
	case len(c.Members) > MostMembers:
		return ChannelCrowded
	}
	return ""
}

// Outsider gives the first of the members of a channel who is no colleague: a guest,
// somebody of another company, or another app; empty when there is none. Of somebody
// whom Slack does not show nothing else may be assumed. Closed accounts read nothing.
// What is known of a member is at most half a minute old.
func (c *Client) Outsider(ctx context.Context, members []string) (string, error) {
	self, err := c.Self(ctx)
	if err != nil {
		return "", err
	}
	for _, m := range members {
		if m == self.User {
			continue
		}
		p, err := c.PersonNow(ctx, m)
		switch class := ClassOf(err); {
		case class == Destination, class == Stale, class == Other:
			return m, nil
		case err != nil:
			return "", err
		case !p.Deleted && !p.Colleague():
			return m, nil
		}
	}
	return "", nil
}

// Person looks somebody up; the answer is at most five minutes old. An error means
// that nothing may be assumed of the person.
func (c *Client) Person(ctx context.Context, user string) (Person, error) {
	return c.person(ctx, user, personTime)
}

// PersonNow is Person for whoever is about to be told something: the answer is at most
// half a minute old.
func (c *Client) PersonNow(ctx context.Context, user string) (Person, error) {
	return c.person(ctx, user, recentTime)
}

func (c *Client) person(ctx context.Context, user string, within time.Duration) (Person, error) {
	if p, ok := c.persons.recent(user, within); ok {
		return p, nil
	}
	self, err := c.Self(ctx)
	if err != nil {
		return Person{}, err
	}
	var out struct {
		User userPayload `json:"user"`
	}
	asked := c.config.Now()
	if err := c.call(ctx, "users.info", url.Values{"user": {user}}, &out); err != nil {
		return Person{}, err
	}
	if out.User.ID != user {
		return Person{}, &Error{Method: "users.info", Code: "answer about somebody else", Class: Other}
	}
	p := out.User.person(self)
	c.persons.put(user, p, asked)
	c.profiles.put(user, profile{p.Name, p.Title}, asked)
	return p, nil
}

type userPayload struct {
	ID       string `json:"id"`
	Team     string `json:"team_id"`
	Name     string `json:"name"`
	TZ       string `json:"tz"`
	Deleted  bool   `json:"deleted"`
	Bot      bool   `json:"is_bot"`
	Workflow bool   `json:"is_workflow_bot"`
	Guest    bool   `json:"is_restricted"`
	OneRoom  bool   `json:"is_ultra_restricted"`
	Stranger bool   `json:"is_stranger"`
	Grid     struct {
		ID string `json:"enterprise_id"`
	} `json:"enterprise_user"`
	Profile struct {
		Display string `json:"display_name"`
		Real    string `json:"real_name"`
		Title   string `json:"title"`
	} `json:"profile"`
}

func (u *userPayload) person(self Self) Person {
	// In a grid, colleagues may have another workspace but share the enterprise.
	sameFirm := u.Team == self.Team || self.Enterprise != "" && u.Grid.ID == self.Enterprise
	return Person{
		ID: u.ID, Team: u.Team, TZ: u.TZ, Title: u.Profile.Title,
		Name:     cmp.Or(u.Profile.Real, u.Profile.Display, u.Name),
		Guest:    u.Guest || u.OneRoom,
		External: u.Stranger || !sameFirm,
		Bot:      u.Bot || u.Workflow || u.ID == "USLACKBOT",
		Deleted:  u.Deleted,
	}
}

// Channel looks a channel up, with its members; the answer is at most three
// seconds old. An error means that nothing may be posted there.
func (c *Client) Channel(ctx context.Context, id string) (Channel, error) {
	if ch, ok := c.channels.get(id); ok {
		return ch, nil
	}
	var out struct {
		Channel channelPayload `json:"channel"`
	}
	asked := c.config.Now()
	if err := c.call(ctx, "conversations.info", url.Values{"channel": {id}}, &out); err != nil {
		return Channel{}, err
	}
	ch := out.Channel.channel()
	if !ch.IM {
		var err error
		if ch.Members, err = c.members(ctx, id); err != nil {
			return Channel{}, err
		}
	}
	c.channels.put(id, ch, asked)
	return ch, nil
}

type channelPayload struct {
	ID       string   `json:"id"`
	Private  bool     `json:"is_private"`
	Group    bool     `json:"is_group"`
	IM       bool     `json:"is_im"`
	MPIM     bool     `json:"is_mpim"`
	Shared   bool     `json:"is_shared"`
	External bool     `json:"is_ext_shared"`
	Internal bool     `json:"is_org_shared"`
	Pending  bool     `json:"is_pending_ext_shared"`
	Invited  []string `json:"pending_connected_team_ids"`
	Archived bool     `json:"is_archived"`
	Member   bool     `json:"is_member"`
}

func (p *channelPayload) channel() Channel {
	return Channel{
		ID: p.ID, Private: p.Private || p.Group || p.IM || p.MPIM, IM: p.IM,
		Shared:        p.External || p.Shared && !p.Internal,
		PendingShared: p.Pending || len(p.Invited) > 0,
		Archived:      p.Archived, Member: p.Member || p.IM,
	}
}

func (c *Client) members(ctx context.Context, channel string) ([]string, error) {
	const method = "conversations.members"
	values := url.Values{"channel": {channel}, "limit": {"1000"}}
	var all []string
	for range memberPages {
		var page struct {
			Members  []string `json:"members"`
			Metadata struct {
				Next string `json:"next_cursor"`
			} `json:"response_metadata"`
		}
		if err := c.call(ctx, method, values, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Members...)
		if page.Metadata.Next == "" {
			return all, nil
		}
		values.Set("cursor", page.Metadata.Next)
	}
	return nil, &Error{Method: method, Code: "too many members", Class: Other}
}

// forget drops what an event says is no longer true.
func (c *Client) forget(e *Event) {
	if e.Type == "user_change" {
		c.persons.drop(e.User)
		c.profiles.drop(e.User)
		return
	}
	c.channels.drop(e.Channel)
	c.channels.drop(e.OldChannel)
}
