package scheduler

import (
	"context"

	"ombud/bot"
)

// home draws somebody's Home anew. Where there is nobody to read it any more, there is
// nothing to tell anybody else.
func (x *delivery) home(ctx context.Context) (told, error) {
	if x.s.Home == nil {
		return told{}, nil
	}
	page, err := x.s.Home(ctx, x.n.To)
	if err == nil {
		err = x.s.Slack.PublishHome(ctx, x.n.To, "", page)
	}
	if bot.ClassOf(err) == bot.Destination {
		return told{}, nil
	}
	return told{}, err
}
