package playground

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
)

func (o *office) send(url string, kind string, body []byte) int {
	o.t.Helper()
	resp, err := http.Post(url, kind, bytes.NewReader(body))
	o.must(err)
	_ = resp.Body.Close()
	return resp.StatusCode
}

func (o *office) download(url, token string) (int, string) {
	o.t.Helper()
	req, _ := http.NewRequest(http.MethodGet, url, nil)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	o.must(err)
	defer resp.Body.Close()
	b, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(b)
}

func TestUploadByTheApp(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.ok("files.getUploadURLExternal", "filename", "rapport.pdf", "length", "5")
	id, link := text(a, "file_id"), text(a, "upload_url")
	list := `[{"id":"` + id + `","title":"Rapport Q4"}]`
	o.refused("file_not_found", "files.completeUploadExternal", "files", list, "channel_id", klachten)
	if n := o.send(link, "application/pdf", []byte("1234")); n != 400 {
		t.Errorf("too short: %d", n)
	}
	if n := o.send(link+"x", "application/pdf", []byte("12345")); n != 404 {
		t.Errorf("wrong ticket: %d", n)
	}
	if n := o.send(link, "application/pdf", []byte("12345")); n != 200 {
		t.Fatalf("upload: %d", n)
	}
	if n := o.send(link, "application/pdf", []byte("12345")); n != 404 {
		t.Errorf("uploaded twice: %d", n)
	}
	o.refused("file_not_found", "files.info", "file", id)
	o.refused("not_in_channel", "files.completeUploadExternal", "files", list, "channel_id", elders)
	o.refused("channel_not_found", "files.completeUploadExternal", "files", list, "channel_id", prive)
	o.refused("thread_not_found", "files.completeUploadExternal", "files", list, "channel_id", klachten, "thread_ts", "1.000001")
	wantAt(t, o.ok("files.completeUploadExternal", "files", list, "channel_id", klachten, "initial_comment", "Kwartaal"),
		map[string]any{"files.0.id": id, "files.0.title": "Rapport Q4"})

	ms := o.As(milan).Messages(klachten)
	if len(ms) != 1 || ms[0].Text != "Kwartaal" || ms[0].Files[0] != id {
		t.Fatalf("messages %+v", ms)
	}
	if c, err := o.As(milan).Content(id); err != nil || string(c) != "12345" {
		t.Errorf("Milan reads %q, %v", c, err)
	}
	if _, err := o.As(lotte).Content(id); err == nil || len(o.As(lotte).Files()) != 0 {
		t.Error("Lotte can see a file of a channel she is not in")
	}
	info := o.ok("files.info", "file", id)
	wantAt(t, info, map[string]any{"file.size": "5", "file.mimetype": "application/pdf", "file.user": "U0OMBUD"})
	private := at(info, "file.url_private").(string)
	if n, b := o.download(private, "xoxb-playground"); n != 200 || b != "12345" {
		t.Errorf("download: %d %q", n, b)
	}
	if n, b := o.download(private, ""); n != 200 || !strings.Contains(b, "Sign in") {
		t.Errorf("without a token Slack shows its login page: %d %q", n, b)
	}
	o.ok("files.delete", "file", id)
	o.refused("file_deleted", "files.info", "file", id)
	if n, _ := o.download(private, "xoxb-playground"); n != 404 {
		t.Errorf("deleted file: %d", n)
	}
}

func TestUploadAsForm(t *testing.T) {
	o := newOffice(t, Config{})
	a := o.ok("files.getUploadURLExternal", "filename", "x.txt", "length", "3")
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, _ := w.CreateFormFile("file", "x.txt")
	_, _ = part.Write([]byte("abc"))
	_ = w.Close()
	if n := o.send(text(a, "upload_url"), w.FormDataContentType(), b.Bytes()); n != 200 {
		t.Errorf("upload: %d", n)
	}
	o.ok("files.completeUploadExternal", "files", `[{"id":"`+text(a, "file_id")+`"}]`, "channels", o.DM(sanne)+","+klachten)
	if len(o.As(sanne).DMs()) != 1 || len(o.As(sanne).Messages(klachten)) != 1 {
		t.Error("not shared in both")
	}
}

func TestFilesOfPeople(t *testing.T) {
	o := newOffice(t, Config{})
	id, err := o.As(sanne).Upload("brief.pdf", "", []byte("brief"))
	o.must(err)
	o.refused("file_not_found", "files.info", "file", id)
	o.refused("access_denied", "files.completeUploadExternal", "files", `[{"id":"`+id+`"}]`, "channel_id", klachten)
	_, err = o.As(milan).Share(klachten, "", "", id)
	wantRefusal(t, err, "no file")
	_, err = o.As(sanne).Share(klachten, "zie bijlage", "", id)
	o.must(err)
	o.ok("files.info", "file", id)
	o.refused("cant_delete_file", "files.delete", "file", id)
	if n := len(o.As(milan).Files()); n != 1 {
		t.Errorf("Milan sees %d files", n)
	}
}

// Slack only knows of a document that another service keeps.
func TestLink(t *testing.T) {
	o := newOffice(t, Config{})
	id, err := o.As(sanne).Link("Plan.docx", "https://drive.example/plan")
	o.must(err)
	_, err = o.As(sanne).Share(klachten, "", "", id)
	o.must(err)
	info := o.ok("files.info", "file", id)
	wantAt(t, info, map[string]any{"file.mode": "external", "file.is_external": true, "file.url_private": "https://drive.example/plan"})
	if at(info, "file.url_private_download") != nil {
		t.Error("a link can be downloaded")
	}
	_, err = o.As(sanne).attach(id)
	wantRefusal(t, err, "not a link")
	_, err = o.As("U0NOBODY").Link("x", "https://drive.example")
	if err == nil {
		t.Error("nobody added a link")
	}
}

func TestUploadRefusals(t *testing.T) {
	o := newOffice(t, Config{})
	o.refused("invalid_arguments", "files.getUploadURLExternal", "filename", "x", "length", "0")
	o.refused("invalid_arguments", "files.getUploadURLExternal", "filename", "x")
	o.refused("file_upload_size_restricted", "files.getUploadURLExternal", "filename", "x", "length", "99999999999")
	o.refused("invalid_arguments", "files.completeUploadExternal", "files", "[]")
	big, err := o.As(sanne).Upload("groot.bin", "", make([]byte, 10<<20+1))
	o.must(err)
	if _, err = o.As(sanne).Content(big); err != nil {
		t.Error(err)
	}
}
