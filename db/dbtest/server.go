package dbtest

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
)

// ErrNoPostgres says that no Postgres is installed, and how to get one.
var ErrNoPostgres = errors.New("no PostgreSQL server found: install one (Debian, Ubuntu: apt-get install postgresql; " +
	"macOS: brew install postgresql), or set TEST_DATABASE_URL to one whose user may create databases")

// Server is a running Postgres: a private one made by Start, or somebody else's.
type Server struct {
	// URL is the address of its maintenance database, as DATABASE_URL takes it.
	URL string

	alive   *os.File  // the private server lives until this pipe closes
	watcher *exec.Cmd // the process that makes it so
}

// The watcher owns the server. It waits for the end of its standard input, which comes
// when we close the pipe and just as well when this process is killed, then stops the
// server and removes its folder.
const watcher = `
"$1/initdb" -D "$2/data" -U ombud -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 &&
"$1/pg_ctl" -D "$2/data" -l "$2/server.log" -w -o "-k '$2' -c listen_addresses= -c max_connections=200 \
	$3" start >>"$2/log" 2>&1
if [ $? = 0 ]; then
	echo ready
	read -r _
	"$1/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1
else
	cat "$2/log" "$2/server.log" 2>/dev/null
fi
cd / && rm -rf "$2"
`

// No answer of a test is worth keeping, so nothing is flushed.
const careless = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"

// Start starts a private Postgres in a temporary folder, reached by a socket in that
// folder and without a password, and returns when it answers. It forgets everything
// in a power cut. Started by root it runs as the user postgres, else nobody, because
// Postgres refuses root. It fails with ErrNoPostgres, or with what the server printed.
func Start() (*Server, error) { return start(parent(), careless) }

// StartDurable is Start for benchmarks: the data lies on disk, and a commit waits until
// it is there, as with the settings that Postgres comes with.
func StartDurable() (*Server, error) { return start("/var/tmp", "") }

func start(parent, options string) (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(parent, "ombud-postgres-")
	if err != nil {
		return nil, fmt.Errorf("folder for Postgres: %w", err)
	}
	attr := &syscall.SysProcAttr{Setpgid: true} // an interrupt at the terminal is for us alone
	if os.Geteuid() == 0 {
		if attr.Credential, err = unprivileged(); err != nil {
			return nil, err
		}
		if err := os.Chown(dir, int(attr.Credential.Uid), int(attr.Credential.Gid)); err != nil {
			return nil, fmt.Errorf("folder for Postgres: %w", err)
		}
	}
	s := &Server{URL: "postgres:///postgres?" + url.Values{
		"host": {dir}, "user": {"ombud"}, "sslmode": {"disable"},
	}.Encode()}
	if err := s.watch(bin, dir, options, attr); err != nil {
		return nil, err
	}
	return s, nil
}

func (s *Server) watch(bin, dir, options string, attr *syscall.SysProcAttr) error {
	in, alive, err := os.Pipe()
	if err != nil {
		return fmt.Errorf("start Postgres: %w", err)
	}
	s.alive = alive
	s.watcher = exec.Command("/bin/sh", "-c", watcher, "sh", bin, dir, options) //nolint:noctx // lives as long as the pipe
	s.watcher.Stdin, s.watcher.SysProcAttr, s.watcher.Dir = in, attr, dir
	out, err := s.watcher.StdoutPipe()
	if err != nil {
		return fmt.Errorf("start Postgres: %w", err)
	}
	err = s.watcher.Start()
	_ = in.Close() // the watcher has its own copy
	if err != nil {
		return fmt.Errorf("start Postgres: %w", err)
	}
	said := bufio.NewReader(out)
	if line, _ := said.ReadString('\n'); line != "ready\n" {
		rest, _ := io.ReadAll(said)
		s.Stop()
		return fmt.Errorf("start Postgres from %s: %s%s", bin, line, rest)
	}
	return nil
}

// Stop ends a private server and returns when its folder is gone. Somebody else's
// server stays.
func (s *Server) Stop() {
	if s.watcher == nil {
		return
	}
	_ = s.alive.Close()
	_ = s.watcher.Wait()
	s.watcher = nil
}

// binaries finds the folder of the newest installed server. Debian keeps each version
// in a folder of its own, off the PATH.
func binaries() (string, error) {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		return "", fmt.Errorf("look for Postgres: %w", err)
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		return n
	}
	if len(found) > 0 {
		newest := slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
		return filepath.Dir(newest), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", ErrNoPostgres
	}
	return filepath.Dir(path), nil
}

// parent is where the server's folder goes: memory where it has room, since a new
// database is some 300 small files and took ten times as long on disk. It is never
// TMPDIR: the path of a socket may have some 100 characters, and the server's own user
// must be able to reach it.
func parent() string {
	const enough = 1 << 30 // bytes; containers often have 64 MiB there
	var fs syscall.Statfs_t
	if err := syscall.Statfs("/dev/shm", &fs); err == nil && fs.Bavail*uint64(fs.Bsize) >= enough {
		return "/dev/shm"
	}
	return "/tmp"
}

func unprivileged() (*syscall.Credential, error) {
	u, err := user.Lookup("postgres")
	if err != nil {
		if u, err = user.Lookup("nobody"); err != nil {
			return nil, fmt.Errorf("a user to run Postgres as: %w", err)
		}
	}
	uid, err := strconv.ParseUint(u.Uid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user %s: %w", u.Username, err)
	}
	gid, err := strconv.ParseUint(u.Gid, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("user %s: %w", u.Username, err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, nil
}
