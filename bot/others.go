package bot

import (
	"context"
	"errors"
	"net/url"
	"strings"
)

// OthersIn lists the ts of what others than we wrote in a thread, oldest first. A
// thread that is gone holds nothing.
func (c *Client) OthersIn(ctx context.Context, channel, thread string) ([]string, error) {
	self, err := c.Self(ctx)
	if err != nil {
		return nil, err
	}
	values := url.Values{"channel": {channel}, "ts": {thread}, "limit": {"200"}}
	var found []string
	for range findPages {
		var page historyPage
		err := c.call(ctx, "conversations.replies", values, &page)
		if e, ok := errors.AsType[*Error](err); ok && e.Class == Uneditable {
			return nil, nil
		} else if err != nil {
			return nil, err
		}
		for _, m := range page.Messages {
			if m.User != self.User && (m.Bot == "" || m.Bot != self.Bot) && m.User != "" {
				found = append(found, m.TS)
			}
		}
		if page.Metadata.Next == "" {
			return found, nil
		}
		values.Set("cursor", page.Metadata.Next)
	}
	return found, nil // as far as anybody reads a thread
}

// Nameless is the address of a file without what it is called, which may be somebody's
// name.
func (f *FileInfo) Nameless() string {
	before, _, found := strings.Cut(f.Permalink, "/"+f.ID+"/")
	if !found {
		return f.Permalink
	}
	return before + "/" + f.ID
}
