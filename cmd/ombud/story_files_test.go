package main

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"ombud/complaint"
)

// scan is a letter as a scanner makes it.
var scan = append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("Dear sirs, the accounts are late. "), 70_000)...)

// TestLetterWithScan: a letter is recorded with its scan, which is fetched,
// looked at and sealed.
func TestLetterWithScan(t *testing.T) {
	t.Parallel()
	for _, over := range []string{"sockets", "http"} {
		t.Run(over, func(t *testing.T) {
			onBoth(t, play{http: over == "http"}, func(s *stage) {
				s.lotte.opensForm()
				s.lotte.fills("via", "letter", "name", customer, "address", "Molenstraat 1, Utrecht", "summary", summary, "story", "Accounts late.")
				if why := s.lotte.refusedAt("files"); !strings.Contains(why, "Attach a scan of the letter") {
					s.fail("a letter without scan is refused with %q", why)
				}
				id, err := s.lotte.Upload("letter.pdf", "application/pdf", scan)
				s.do("upload", err)
				s.lotte.fills("files", []string{id})
				number := s.lotte.submitsFiling()
				s.lotte.closes()
				s.rest()
				s.keptSealed(number, id)
				s.sanne.types(general, "/complaint", "show "+number)
				seen, err := s.sanne.PressInView("case.tab.files")
				s.sanne.went("turn to the files", seen, err)
				if !strings.Contains(s.sanne.reads(), "letter.pdf") || !strings.Contains(s.sanne.reads(), "kept") {
					s.fail("the case file does not list the letter")
				}
				s.getsTheFile(number)
			})
		})
	}
}

// getsTheFile: Sanne asks for the file that she looks at and reads it, in private.
func (s *stage) getsTheFile(number string) {
	s.t.Helper()
	seen, err := s.sanne.PressInView("case.file.get")
	s.sanne.went("ask for the file", seen, err)
	s.sanne.closes()
	s.rest()
	for _, f := range s.sanne.Files() {
		if f.Name != number+"-1.pdf" {
			continue
		}
		content, err := s.sanne.Content(f.ID)
		s.do("read the copy", err)
		if !bytes.Equal(content, scan) || len(s.milan.Files()) != 0 {
			s.fail("%d bytes came, %d were kept; Milan sees %v", len(content), len(scan), s.milan.Files())
		}
		return
	}
	s.fail("no copy among %v", s.sanne.Files())
}

// keptSealed: the file comes out as it went in, and lies unreadable.
func (s *stage) keptSealed(number, id string) {
	s.t.Helper()
	if c := s.kase(number); len(c.FilesKept) != 1 || c.FilesKept[0] != id {
		s.fail("kept %q, want %s", c.FilesKept, id)
	}
	var out bytes.Buffer
	s.do("open the file", s.ws().File(context.Background(), number, id, &out))
	if !bytes.Equal(out.Bytes(), scan) {
		s.fail("%d bytes came out, %d went in", out.Len(), len(scan))
	}
	chunks := s.rows()["file_chunk"]
	if len(chunks) < 3 {
		s.fail("%d chunks for %d bytes", len(chunks), len(scan))
	}
	for table, lines := range s.rows() {
		for _, line := range lines {
			if strings.Contains(line, "Dear sirs") || strings.Contains(line, "letter.pdf") || strings.Contains(line, "Molenstraat") {
				s.fail("table %s can be read without the key", table)
			}
		}
	}
}

// TestFilesThatCannotBeKept: what is not what it says it is, and what is gone,
// is told to the filer; the case runs on.
func TestFilesThatCannotBeKept(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		wrong, err := s.lotte.Upload("invoice.pdf", "application/pdf", []byte("MZ this is a program"))
		s.do("upload", err)
		number := s.lotte.files("files", []string{wrong})
		if c := s.kase(number); len(c.FilesLost) != 1 || c.FilesLost[0] != wrong || len(c.FilesKept) != 0 {
			s.fail("lost %q and kept %q", c.FilesLost, c.FilesKept)
		}
		lost := lastOf(s.kase(number), complaint.FileLost)
		if lost.Data.Why != "type" {
			s.fail("the file is lost because of %q", lost.Data.Why)
		}
		if !s.lotte.wasTold("We could not keep an attachment (pdf") {
			s.fail("Lotte is not told that her file is lost")
		}
		if strings.Contains(s.lotte.sight(), "invoice.pdf · ") || strings.Contains(asJSON(s.lotte.DMs()), "invoice") {
			s.fail("a message names the file")
		}
		if !strings.Contains(s.sanne.Text(s.card(number)), "1 file could not be kept") {
			s.fail("the card does not say that a file is missing")
		}
		s.lotte.readsBack(number)
		s.shows(number, "Confirmed", "case.assign.open")
	})
}

// TestFilesOfTheWrongKind are refused before anything is saved.
func TestFilesOfTheWrongKind(t *testing.T) {
	onBoth(t, play{}, func(s *stage) {
		id, err := s.lotte.Upload("letter.pdf", "application/pdf", []byte("%PDF-1.7 short"))
		s.do("upload", err)
		s.unchanged("a forged file", func() {
			s.lotte.opensForm()
			s.lotte.fills("name", customer, "phone", phone, "summary", summary, "story", tale, "files", []string{id})
			view := submission(s.lotte.window())
			for name, file := range map[string]map[string]any{
				"program":   {"id": id, "name": "virus.exe", "mimetype": "application/pdf", "size": 10},
				"too large": {"id": id, "name": "letter.pdf", "mimetype": "application/pdf", "size": 11 << 20},
			} {
				enter(view, "files", map[string]any{"type": "file_input", "files": []any{file}})
				a := s.lotte.forges(s.lotte.payload("view_submission", map[string]any{"view": view}))
				if !strings.Contains(string(a.Body), `"files":`) {
					s.fail("%s: answered %s", name, a.Body)
				}
			}
			s.lotte.closes()
		})
	})
}
