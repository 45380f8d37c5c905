package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ombud/bot"
	"ombud/vault"
)

// KeyCmd is `ombud key`.
type KeyCmd struct {
	New KeyNewCmd `cmd:"" help:"Print a new master key. Keep it apart from the database and its backups."`
}

// KeyNewCmd is `ombud key new`.
type KeyNewCmd struct{}

// Run prints a new master key as a JSON keyset.
func (KeyNewCmd) Run(s *Streams) error {
	keyset, err := vault.NewKeyset()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.Out, "%s\n", keyset)
	return err
}

// ManifestCmd is `ombud manifest`.
type ManifestCmd struct {
	URL string `help:"Public address of the bot, for requests over HTTP; left out: Socket Mode." placeholder:"BASE"`
}

// Run prints the manifest, without the commands that the configuration, if
// there is one, drops.
func (c *ManifestCmd) Run(env *environment) error {
	var dropped []string
	if file := env.Getenv("OMBUD_CONFIG"); file != "" {
		cfg, err := loadConfig(file, env.Now())
		if err != nil {
			return err
		}
		dropped = cfg.dropped()
	}
	text, err := bot.Manifest(c.URL, dropped...)
	if err != nil {
		return usageError{err}
	}
	_, err = env.Out.Write(text)
	return err
}

// masterKey gives the vault: from the environment, else for SQLite from a
// file beside the database, which is made together with the database. Beside
// one that exists a new key would only hide that the right one is lost.
func masterKey(keyset, database string) (*vault.Vault, error) {
	if keyset != "" {
		return vault.New([]byte(keyset))
	}
	path, ok := strings.CutPrefix(database, "sqlite:")
	if !ok {
		return nil, usageError{errors.New("OMBUD_MASTER_KEY is not set; with Postgres it is required: make one with `ombud key new`")}
	}
	file := strings.TrimSuffix(path, filepath.Ext(path)) + ".key"
	stored, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		stored, err = firstKey(file, path)
	}
	if err != nil {
		return nil, fmt.Errorf("read the master key: %w", err)
	}
	return vault.New(stored)
}

// firstKey makes the key of a database that is still to be made.
func firstKey(file, database string) ([]byte, error) {
	switch _, err := os.Stat(database); {
	case err == nil:
		return nil, usageError{fmt.Errorf("%s is missing, the master key of %s: without it nothing in there can be read; "+
			"bring the file back, or set OMBUD_MASTER_KEY to what stood in it", file, database)}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	keyset, err := vault.NewKeyset()
	if err != nil {
		return nil, err
	}
	return keepFirst(file, keyset)
}

// keepFirst puts the key on the disk, whole, before anything is sealed with it. Of
// several processes that start at once the first one's stays, and all get that one.
func keepFirst(file string, keyset []byte) (stored []byte, err error) {
	folder := filepath.Dir(file)
	draft, err := os.CreateTemp(folder, filepath.Base(file)+".*") // nobody else may read it
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.Remove(draft.Name())) }()
	_, err = draft.Write(keyset)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(draft.Name(), file); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	in, err := os.Open(folder)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(in.Sync(), in.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(file)
}
