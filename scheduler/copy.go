package scheduler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"ombud/complaint"
	"ombud/db"
	"ombud/vault"
)

// copied begins the purpose of a message that is a file: its ts is the id of
// the file, which is what Slack lets us delete.
const copied = string(complaint.NoticeCopy) + "/"

// copy gives a kept file to somebody who asked for it, in private. Which file
// of Slack it became is remembered before anybody sees it, so that it can be
// taken back whatever happens here; in doubt the one before is taken back.
func (x *delivery) copy(ctx context.Context) (told, error) {
	id, _, _ := strings.Cut(x.n.Ref, " ")
	p := purpose(x.n.Kind, x.n.To, x.n.Ref)
	before, err := x.messages(ctx, p)
	if err == nil {
		err = x.unsay(ctx, before)
	}
	if err != nil {
		return told{}, err
	}
	var data bytes.Buffer
	switch err := x.s.Store.File(ctx, x.n.Number, id, &data); {
	case errors.Is(err, complaint.ErrNotFound): // erased meanwhile
		return told{}, errNothing
	case errors.Is(err, vault.ErrRefused):
		return told{}, errors.Join(errPanic, err)
	case err != nil:
		return told{}, err
	}
	m := db.Message{Number: x.n.Number, Purpose: p, Channel: x.channel, At: x.now}
	name := x.copyName(id)
	err = x.s.Slack.Upload(ctx, x.channel, "", name, name, data.Bytes(), func(file string) error {
		m.TS = file
		return x.s.Store.PutMessage(ctx, m)
	})
	if err != nil {
		return told{}, err
	}
	return toldAgain(m, x.now), nil
}

// copyName names a file by its case and place, since what its filer called it
// may be somebody's name, and a notification shows it to whoever stands by.
func (x *delivery) copyName(id string) string {
	files := x.c.Attachments()
	i := slices.IndexFunc(files, func(f complaint.Attachment) bool { return f.ID == id })
	if i < 0 {
		return x.n.Number
	}
	return fmt.Sprintf("%s-%d%s", x.n.Number, i+1, strings.ToLower(path.Ext(files[i].Name)))
}

// delete deletes a message of ours, or the file that it is.
func (x *delivery) delete(ctx context.Context, m db.Message) error {
	if isCopy(m) {
		return x.s.Slack.DeleteFile(ctx, m.TS)
	}
	return x.s.Slack.Delete(ctx, m.Channel, m.TS)
}

// isCopy tells whether what we remember is a file that we gave somebody.
func isCopy(m db.Message) bool { return strings.HasPrefix(m.Purpose, copied) }
