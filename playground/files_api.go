package playground

import (
	"net/url"
	"slices"
	"strings"
)

// maxUpload bounds a file; Slack's own bound is higher.
const maxUpload = 64 << 20

func pathEscape(name string) string { return url.PathEscape(name) }

func (s *Slack) getUploadURL(c *call) (obj, error) {
	size, ok := c.args.integer("length", 0)
	if !ok || size <= 0 || c.args.str("filename") == "" {
		return nil, invalid("invalid_arguments", "length must be a positive number and filename not empty")
	}
	if size > maxUpload {
		return nil, fail("file_upload_size_restricted")
	}
	f := s.newFile(s.cfg.BotUserID, c.args.str("filename"), size)
	f.ticket = secret()
	return obj{"upload_url": s.url + "/upload/" + f.ID + "-" + f.ticket, "file_id": f.ID}, nil
}

// completeUpload names the uploaded files and shares them in one message for each
// channel.
func (s *Slack) completeUpload(c *call) (obj, error) {
	files, titles, err := s.uploads(c)
	if err != nil {
		return nil, err
	}
	ids, err := c.userList("channels")
	if err != nil {
		return nil, err
	}
	if one := c.args.str("channel_id"); one != "" {
		ids = append(ids, one)
	}
	if len(ids) > 100 {
		return nil, fail("channels_limit_exceeded")
	}
	t, err := s.readContent(&call{args: args{"text": c.args.str("initial_comment"), "blocks": c.args["blocks"]}})
	if err != nil {
		return nil, err
	}
	var into []*channel
	for _, id := range ids {
		ch, err := s.shareable(id, c.args.str("thread_ts"))
		if err != nil {
			return nil, err
		}
		into = append(into, ch)
	}
	done := []any{}
	var named []string
	for i, f := range files {
		f.ticket = ""
		if titles[i] != "" {
			f.Title = titles[i]
		}
		for _, ch := range into {
			f.channels = append(f.channels, ch.ID)
		}
		named = append(named, f.ID)
		done = append(done, s.fileJSON(f))
	}
	for _, ch := range into {
		m := &Message{User: s.cfg.BotUserID, BotID: s.cfg.BotID, Text: t.text, Blocks: t.blocks, Files: named, ThreadTS: c.args.str("thread_ts")}
		s.add(ch, m)
	}
	s.changed(Change{Kind: "file"})
	return obj{"files": done}, nil
}

// shareable finds a channel for a file; a person's id stands for their direct
// message.
func (s *Slack) shareable(id, thread string) (*channel, error) {
	ch, err := s.target(id)
	if err != nil {
		return nil, err
	}
	if err := s.mayPost(ch); err != nil {
		return nil, err
	}
	if ch.partner == "" && !ch.has(s.cfg.BotUserID) {
		return nil, fail("not_in_channel")
	}
	return ch, s.mayReply(ch, thread)
}

// uploads reads the list of files to complete: each uploaded, by the app.
func (s *Slack) uploads(c *call) (files []*file, titles []string, err error) {
	v, err := c.args.value("files")
	if err != nil {
		return nil, nil, fail("invalid_arguments")
	}
	l, _ := v.([]any)
	named, ok := objects(l)
	if !ok || len(named) == 0 {
		return nil, nil, invalid("invalid_arguments", "must provide an array of files [json-pointer:/files]")
	}
	for _, n := range named {
		f := s.files[text(n, "id")]
		switch {
		case f == nil || f.Deleted || !f.uploaded:
			return nil, nil, fail("file_not_found")
		case f.User != s.cfg.BotUserID:
			return nil, nil, fail("access_denied")
		}
		files, titles = append(files, f), append(titles, text(n, "title"))
	}
	return files, titles, nil
}

func (s *Slack) fileOf(c *call) (*file, error) {
	f := s.files[c.args.str("file")]
	if f == nil || f.ticket != "" || !s.appSees(f) {
		return nil, fail("file_not_found")
	}
	if f.Deleted {
		return nil, fail("file_deleted")
	}
	return f, nil
}

func (s *Slack) filesInfo(c *call) (obj, error) {
	f, err := s.fileOf(c)
	if err != nil {
		return nil, err
	}
	return obj{"file": s.fileJSON(f), "comments": []any{}, "response_metadata": obj{"next_cursor": ""}}, nil
}

func (s *Slack) filesDelete(c *call) (obj, error) {
	f, err := s.fileOf(c)
	if err != nil {
		return nil, err
	}
	if f.User != s.cfg.BotUserID {
		return nil, fail("cant_delete_file")
	}
	f.Deleted, f.content = true, nil
	for _, id := range f.channels {
		ch, ok := s.channels.get(id)
		if !ok {
			continue
		}
		for _, m := range slices.Clone(ch.messages) {
			if slices.Contains(m.Files, f.ID) && strings.TrimSpace(m.Text) == "" && m.Blocks == nil && s.allGone(m.Files) {
				s.remove(ch, m) // a message that was only this file goes with it
			}
		}
	}
	s.changed(Change{Kind: "file"})
	return obj{}, nil
}

func (s *Slack) allGone(ids []string) bool {
	return !slices.ContainsFunc(ids, func(id string) bool { return s.files[id] != nil && !s.files[id].Deleted })
}
