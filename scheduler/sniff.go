package scheduler

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"ombud/complaint"
)

// looksLike tells whether content is what a file's name says, for the kinds
// of documents that are kept.
func looksLike(name string, content []byte) bool {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	if !slices.Contains(complaint.FileTypes, ext) {
		return false
	}
	begins := func(at int, marks ...string) bool {
		for _, m := range marks {
			if len(content) >= at && bytes.HasPrefix(content[at:], []byte(m)) {
				return true
			}
		}
		return false
	}
	switch ext {
	case "pdf": // readers allow some rubbish before the mark
		return bytes.Contains(content[:min(len(content), 1024)], []byte("%PDF-"))
	case "jpg", "jpeg":
		return begins(0, "\xff\xd8\xff")
	case "png":
		return begins(0, "\x89PNG\r\n\x1a\n")
	case "heic":
		return begins(4, "ftyp")
	case "msg": // a compound file, as old Office wrote them
		return begins(0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	case "docx", "xlsx":
		return begins(0, "PK\x03\x04")
	}
	return isText(content) && !isPage(content)
}

// isText tells whether content reads as text: no control bytes that texts do
// not have. Mails may carry bytes of older encodings.
func isText(content []byte) bool {
	for _, b := range content {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			return false
		}
	}
	return len(content) > 0
}

// isPage tells whether content is a web page.
func isPage(content []byte) bool {
	head := content[:min(len(content), 512)]
	if !utf8.Valid(head) {
		head = bytes.ToValidUTF8(head, nil)
	}
	head = bytes.ToLower(bytes.TrimSpace(head))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}
