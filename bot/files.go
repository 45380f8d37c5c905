package bot

import (
	"bytes"
	"context"
	"errors"
	"net/url"

	"github.com/slack-go/slack"
)

// ErrTooLarge is returned for a file larger than the caller takes.
var ErrTooLarge = errors.New("file too large")

// FileInfo is a file that can be downloaded.
type FileInfo struct {
	File
	URL       string // needs our token; only for Download
	Permalink string
	Deleted   bool
	Elsewhere bool // kept by another service, or hidden: it cannot be downloaded
}

// FileInfo looks a file up. One that is gone is Stale.
func (c *Client) FileInfo(ctx context.Context, id string) (FileInfo, error) {
	var out struct {
		File struct {
			filePayload
			URL       string `json:"url_private_download"`
			Private   string `json:"url_private"`
			Permalink string `json:"permalink"`
			Mode      string `json:"mode"`
		} `json:"file"`
	}
	if err := c.call(ctx, "files.info", url.Values{"file": {id}}, &out); err != nil {
		return FileInfo{}, err
	}
	info := FileInfo{File: File(out.File.filePayload), URL: out.File.URL, Permalink: out.File.Permalink}
	if info.URL == "" {
		info.URL = out.File.Private
	}
	info.Deleted = out.File.Mode == "tombstone"
	info.Elsewhere = out.File.Mode == "external" || info.URL == ""
	return info, nil
}

// Download returns the content of a file, or ErrTooLarge when it is longer than
// most bytes, whatever Slack says of its size. It takes at most 25 seconds.
func (c *Client) Download(ctx context.Context, f FileInfo, most int64) ([]byte, error) {
	w := &bounded{most: most}
	err := c.files.GetFileContext(ctx, f.URL, w)
	if errors.Is(err, ErrTooLarge) {
		return nil, ErrTooLarge
	}
	if err != nil {
		return nil, classify("file download", err)
	}
	return w.content.Bytes(), nil
}

// bounded keeps what is written to it, up to a limit.
type bounded struct {
	content bytes.Buffer
	most    int64
}

func (b *bounded) Write(p []byte) (int, error) {
	if int64(b.content.Len()+len(p)) > b.most {
		return 0, ErrTooLarge
	}
	return b.content.Write(p)
}

// Upload shares a file of ours in a channel, in a thread when one is given. Before
// anybody can see it, begun is told its id, so that it can be deleted whatever comes
// of the rest; an error of begun ends it. It takes at most 25 seconds for each of its
// three steps. A failure may leave an unshared file behind, which nobody sees and
// Slack drops.
func (c *Client) Upload(ctx context.Context, channel, thread, name, title string, data []byte, begun func(id string) error) error {
	const method = "files.upload"
	u, err := c.files.GetUploadURLExternalContext(ctx, slack.GetUploadURLExternalParameters{FileName: name, FileSize: len(data)})
	if err != nil {
		return classify(method, err)
	}
	err = c.files.UploadToURL(ctx, slack.UploadToURLParameters{UploadURL: u.UploadURL, Reader: bytes.NewReader(data), Filename: name})
	if err != nil {
		return classify(method, err)
	}
	if err := begun(u.FileID); err != nil {
		return err
	}
	_, err = c.files.CompleteUploadExternalContext(ctx, slack.CompleteUploadExternalParameters{
		Files: []slack.FileSummary{{ID: u.FileID, Title: title}}, Channel: channel, ThreadTimestamp: thread,
	})
	return classify(method, err)
}

// DeleteFile removes a file of ours. One that is gone already is no error.
func (c *Client) DeleteFile(ctx context.Context, id string) error {
	err := classify("files.delete", c.api.DeleteFileContext(ctx, id))
	if e, ok := errors.AsType[*Error](err); ok && (e.Code == "file_not_found" || e.Code == "file_deleted") {
		return nil
	}
	return err
}
