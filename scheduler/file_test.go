package scheduler

import (
	"bytes"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

const pdf = "%PDF-1.7\nnothing in it\n%%EOF\n"

// fileWith files a complaint with a document of Lotte's.
func (f *firm) fileWith(name, content string) (number, id string) {
	f.t.Helper()
	id, err := f.slack.As(lotte).Upload(name, "", []byte(content))
	f.do("upload", err)
	return f.file(func(r *complaint.Registration) {
		r.Files = []complaint.Attachment{{ID: id, Name: name, MIME: "application/pdf", Size: int64(len(content))}}
	}), id
}

func (f *firm) sendFor(rounds int) {
	for range rounds {
		f.sendAll()
		f.machine.Add(maxWait)
	}
}

func TestAnAttachmentIsSealed(t *testing.T) {
	f := newFirm(t)
	number, id := f.fileShared("letter.pdf", pdf)
	f.sendFor(1)
	var out bytes.Buffer
	f.do("open", f.Store.File(t.Context(), number, id, &out))
	if out.String() != pdf {
		t.Errorf("kept %q, want %q", out.String(), pdf)
	}
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if len(c.FilesKept) != 1 || len(c.FilesLost) != 0 {
		t.Errorf("kept %v, lost %v\n%s", c.FilesKept, c.FilesLost, f.log)
	}
}

func TestAnAttachmentThatCannotBeKept(t *testing.T) {
	for _, tc := range []struct {
		name, file, content, why string
		harm                     func(f *firm, id string)
	}{
		{"a program that calls itself a letter", "letter.pdf", "MZ\x90\x00\x03", lostType, nil},
		{"a kind that is not kept", "tool.exe", "MZ\x90\x00\x03", lostType, nil},
		{"deleted meanwhile", "letter.pdf", pdf, lostGone, func(f *firm, _ string) {
			f.slack.Fail(playground.Fault{Method: "files.info", Kind: playground.ErrorCode, Error: "file_deleted"})
		}},
		{"larger than it said", "letter.pdf", pdf + strings.Repeat("x", complaint.MaxFile), lostSize, nil},
		{"never to be had", "letter.pdf", pdf, lostFar, func(f *firm, _ string) {
			f.slack.Fail(playground.Fault{Method: "files.info", Kind: playground.ErrorCode, Error: "access_denied", Times: -1})
		}},
		{"cut off each time", "letter.pdf", pdf, lostFar, func(f *firm, _ string) {
			f.slack.Fail(playground.Fault{Method: "download", Kind: playground.DropBefore, Times: -1})
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			id, err := f.slack.As(lotte).Upload(tc.file, "", []byte(tc.content))
			f.do("upload", err)
			f.do("share", f.share(id))
			// What the form said of it was fine.
			number := f.file(func(r *complaint.Registration) {
				r.Files = []complaint.Attachment{{ID: id, Name: "letter.pdf", Size: 1}}
			})
			if tc.harm != nil {
				tc.harm(f, id)
			}
			f.sendFor(maxTries + 1)
			c, err := f.Store.Case(t.Context(), number)
			f.do("load", err)
			if len(c.FilesLost) != 1 {
				t.Fatalf("lost %v, kept %v\n%s", c.FilesLost, c.FilesKept, f.log)
			}
			for _, e := range c.Events {
				if e.Kind == complaint.FileLost && e.Data.Why != tc.why {
					t.Errorf("lost because %q, want %q", e.Data.Why, tc.why)
				}
			}
			files, err := f.Store.Files(t.Context(), number)
			f.do("files", err)
			if len(files) != 1 || files[0].State != db.FileLost {
				t.Errorf("files %+v, want one lost", files)
			}
			if got := f.said(lotte); len(got) != 2 {
				t.Errorf("the filer was told %q, want the receipt and that the file was lost", got)
			}
			if b := f.backlog(); b.Waiting != 0 {
				t.Errorf("backlog %+v", b)
			}
		})
	}
}

// What another service keeps Slack never lets us have: the filer hears of it at once.
func TestALinkIsNoAttachment(t *testing.T) {
	f := newFirm(t)
	id, err := f.slack.As(lotte).Link("letter.pdf", "https://drive.example/letter")
	f.do("link", err)
	f.do("share", f.share(id))
	number := f.file(func(r *complaint.Registration) {
		r.Files = []complaint.Attachment{{ID: id, Name: "letter.pdf", Size: 1}}
	})
	f.sendAll()
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if len(c.FilesLost) != 1 || len(f.said(lotte)) != 2 {
		t.Errorf("lost %v, the filer was told %q\n%s", c.FilesLost, f.said(lotte), f.log)
	}
	if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
		t.Errorf("backlog %+v", b)
	}
}

func TestAnAttachmentIsTriedAgain(t *testing.T) {
	f := newFirm(t)
	f.slack.Fail(playground.Fault{Method: "download", Kind: playground.DropBefore, Times: 3})
	number, id := f.fileShared("letter.pdf", pdf)
	f.sendFor(5)
	c, err := f.Store.Case(t.Context(), number)
	f.do("load", err)
	if len(c.FilesKept) != 1 || c.FilesKept[0] != id {
		t.Errorf("kept %v, lost %v\n%s", c.FilesKept, c.FilesLost, f.log)
	}
}

func TestLooksLike(t *testing.T) {
	for _, tc := range []struct {
		name, file, content string
		want                bool
	}{
		{"pdf", "a.pdf", "%PDF-1.4", true},
		{"pdf after a mark of the byte order", "a.PDF", "\xef\xbb\xbf%PDF-1.4", true},
		{"page instead of pdf", "a.pdf", "<!DOCTYPE html><html>", false},
		{"jpeg", "a.jpeg", "\xff\xd8\xff\xe0", true},
		{"png as jpeg", "a.jpg", "\x89PNG\r\n\x1a\n", false},
		{"png", "a.png", "\x89PNG\r\n\x1a\n", true},
		{"heic", "a.heic", "\x00\x00\x00\x18ftypheic", true},
		{"docx", "a.docx", "PK\x03\x04", true},
		{"msg", "a.msg", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", true},
		{"mail", "a.eml", "From: anna@example.com\r\n\r\nhello", true},
		{"mail in an old encoding", "a.eml", "Subject: caf\xe9\r\n\r\n", true},
		{"program as text", "a.txt", "MZ\x90\x00", false},
		{"page as text", "a.txt", " <html>", false},
		{"empty", "a.txt", "", false},
		{"empty pdf", "a.pdf", "", false},
		{"no name", "", "%PDF-", false},
		{"page", "a.html", "<html>", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := looksLike(tc.file, []byte(tc.content)); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func (f *firm) fileShared(name, content string) (number, id string) {
	f.t.Helper()
	number, id = f.fileWith(name, content)
	f.do("share", f.share(id))
	return number, id
}

// share puts a document where the app may read it, as the form's field does.
func (f *firm) share(id string) error {
	const desk = "C0BALIE"
	if _, there := f.slack.Channel(desk); !there {
		f.do("add channel", f.slack.AddChannel(playground.Channel{ID: desk, Name: "balie", Members: []string{lotte, us}}))
	}
	_, err := f.slack.As(lotte).Share(desk, "", "", id)
	return err
}
