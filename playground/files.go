package playground

import (
	"fmt"
	"mime"
	"path"
	"slices"
	"strings"
)

// File is what is known of an uploaded file.
type File struct {
	ID       string   `json:"id"`
	Name     string   `json:"name"`
	Title    string   `json:"title"`
	Type     string   `json:"mimetype"`
	Size     int      `json:"size"`
	User     string   `json:"user"` // who uploaded it
	Channels []string `json:"channels"`
	Deleted  bool     `json:"deleted,omitempty"`
}

// file is a File with its content.
type file struct {
	File
	link     string // where it is kept, of one that Slack only knows of
	created  int64
	content  []byte
	channels []string // where it was shared
	toApp    bool     // handed to the app in a file input
	ticket   string   // of an upload not completed yet, "" after that
	uploaded bool
}

// Upload stores a file of the person, not shared with anybody yet, and returns its
// id for Fill or Share.
func (p *Person) Upload(name, mimeType string, content []byte) (string, error) {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := p.user(); err != nil {
		return "", err
	}
	f := s.newFile(p.id, name, len(content))
	f.content, f.uploaded = content, true
	if mimeType != "" {
		f.Type = mimeType
	}
	s.changed(Change{Kind: "file", User: p.id})
	return f.ID, nil
}

// Link adds a document that another service keeps, such as a drive: Slack only
// knows of it (mode external), and nobody can download it from there.
func (p *Person) Link(name, address string) (id string, err error) {
	if id, err = p.Upload(name, "", nil); err != nil {
		return "", err
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.s.files[id].link = address
	return id, nil
}

func (s *Slack) newFile(user, name string, size int) *file {
	kind, _, _ := strings.Cut(mime.TypeByExtension(path.Ext(name)), ";")
	if kind == "" {
		kind = "application/octet-stream"
	}
	f := &file{
		File:    File{ID: s.id("F"), Name: name, Title: name, Type: kind, Size: size, User: user},
		created: s.cfg.Now().Unix(),
	}
	s.files[f.ID] = f
	return f
}

// fileJSON is the file object of API and payloads.
func (s *Slack) fileJSON(f *file) obj {
	kind := strings.TrimPrefix(path.Ext(f.Name), ".")
	link := fmt.Sprintf("%s/files-pri/%s-%s/%s", s.url, s.cfg.TeamID, f.ID, pathEscape(f.Name))
	in := []any{}
	for _, c := range f.channels {
		in = append(in, c)
	}
	o := obj{
		"id": f.ID, "created": f.created, "timestamp": f.created, "name": f.Name, "title": f.Title,
		"mimetype": f.Type, "filetype": kind, "pretty_type": strings.ToUpper(kind), "user": f.User,
		"user_team": s.cfg.TeamID, "editable": false, "size": f.Size, "mode": "hosted", "is_external": false,
		"external_type": "", "is_public": false, "public_url_shared": false, "display_as_bot": false, "username": "",
		"url_private": link, "url_private_download": link + "?download=1", "has_rich_preview": false,
		"permalink": s.teamURL() + "files/" + f.User + "/" + f.ID + "/" + pathEscape(f.Name), "file_access": "visible",
		"channels": in, "groups": []any{}, "ims": []any{}, "comments_count": 0,
	}
	if f.link != "" {
		o["mode"], o["is_external"], o["external_type"], o["url_private"] = "external", true, "gdrive", f.link
		delete(o, "url_private_download")
	}
	return o
}

// Files returns the files the person can see: their own, and those shared where
// they can read. Oldest first.
func (p *Person) Files() []File {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	var seen []File
	for _, f := range s.files {
		if f.ticket == "" && !f.Deleted && (f.User == p.id || s.sharedWith(f, p.sees)) {
			shown := f.File
			shown.Channels = append([]string{}, f.channels...)
			seen = append(seen, shown)
		}
	}
	slices.SortFunc(seen, func(a, b File) int { return strings.Compare(a.ID, b.ID) })
	return seen
}

// Content returns the bytes of a file the person can see.
func (p *Person) Content(id string) ([]byte, error) {
	s := p.s
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.Deleted || f.User != p.id && !s.sharedWith(f, p.sees) {
		return nil, p.refuse("no file %s in sight", id)
	}
	return f.content, nil
}

func (s *Slack) sharedWith(f *file, sees func(*channel) bool) bool {
	for _, id := range f.channels {
		if ch, ok := s.channels.get(id); ok && sees(ch) {
			return true
		}
	}
	return false
}

// appSees tells whether the app may read a file: its own, one handed to it in a
// form, one shared where it is a member.
func (s *Slack) appSees(f *file) bool {
	return f.User == s.cfg.BotUserID || f.toApp ||
		s.sharedWith(f, func(ch *channel) bool { return ch.has(s.cfg.BotUserID) })
}
