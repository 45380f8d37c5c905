package main

import (
	"bufio"
	"bytes"
	"debug/elf"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkBinary looks at the program as companies get it: how large it is, what it
// holds when idle, how soon the demo can be used.
func BenchmarkBinary(b *testing.B) {
	bin := buildBinary(b)
	b.Run("size", func(b *testing.B) {
		info, err := os.Stat(bin)
		mustBench(b, err)
		b.ReportMetric(float64(info.Size())/1e6, "MB<=40")
		b.ReportMetric(dynamic(b, bin), "libraries<=0")
		b.ReportMetric(0, "ns/op")
	})
	b.Run("idle/socket-sqlite", func(b *testing.B) {
		slack := benchSlack(b, false)
		reportIdle(b, slack, startServe(b, bin, slack, map[string]string{
			"SLACK_APP_TOKEN": slack.Config().AppToken, "DATABASE_URL": "sqlite:" + filepath.Join(b.TempDir(), "ombud.db"),
		}))
	})
	b.Run("idle/http-postgres", func(b *testing.B) {
		slack := benchSlack(b, true)
		reportIdle(b, slack, startServe(b, bin, slack, map[string]string{"DATABASE_URL": benchPostgres(b)}))
	})
	b.Run("demo", func(b *testing.B) { reportDemo(b, bin) })
}

// buildBinary builds the release binary in a folder of the benchmark.
func buildBinary(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "ombud")
	cmd := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", bin, ".")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("go build: %v\n%s", err, out)
	}
	return bin
}

// dynamic counts the libraries that the binary wants at run time.
func dynamic(b *testing.B, bin string) float64 {
	f, err := elf.Open(bin)
	mustBench(b, err)
	defer f.Close()
	libraries, err := f.ImportedLibraries()
	mustBench(b, err)
	return float64(len(libraries))
}

// reportIdle lets a fresh bot rest for a while, and once more after it opened a form, for
// which it reads its texts.
func reportIdle(b *testing.B, slack *benchWorld, p *process) {
	const rest = 8 * time.Second
	var fresh float64
	for b.Loop() {
		time.Sleep(rest)
		fresh = p.resident(b, "VmRSS")
		slack.to(p.addr)
		if seen, err := slack.As(filerID(0)).Command(benchDesk, "/klacht", ""); err != nil || seen.Modal == nil {
			b.Fatalf("no form: %v, %+v", err, seen)
		}
		time.Sleep(rest)
	}
	b.ReportMetric(fresh, "RSS-MB<=40")
	b.ReportMetric(p.resident(b, "VmRSS"), "used-RSS-MB")
	b.ReportMetric(0, "ns/op")
}

func reportDemo(b *testing.B, bin string) {
	var page, said time.Duration
	for b.Loop() {
		addr := freeAddr(b)
		started := time.Now()
		p := startProcess(b, bin, nil, "demo", "--addr", addr)
		waitFor(b, p, "http://"+addr+"/", http.StatusOK)
		page = max(page, time.Since(started))
		for !bytes.Contains(p.output(b), []byte("open http://")) { // the bot behind the page is ready too
			time.Sleep(5 * time.Millisecond)
		}
		said = max(said, time.Since(started))
		p.end(b)
	}
	b.ReportMetric(page.Seconds(), "page-s<=2")
	b.ReportMetric(said.Seconds(), "bot-s<=2")
	b.ReportMetric(0, "ns/op")
}

// process is a running binary of ours.
type process struct {
	cmd  *exec.Cmd
	addr string
	log  string // file that holds what it wrote
}

// startProcess starts the binary with no environment but the given one. It ends with
// the benchmark.
func startProcess(b *testing.B, bin string, env map[string]string, args ...string) *process {
	b.Helper()
	dir, err := os.MkdirTemp(b.TempDir(), "process")
	mustBench(b, err)
	p := &process{cmd: exec.Command(bin, args...), log: filepath.Join(dir, "log")}
	out, err := os.Create(p.log)
	mustBench(b, err)
	defer out.Close()
	p.cmd.Dir, p.cmd.Stdout, p.cmd.Stderr = dir, out, out
	p.cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir}
	p.cmd.Env = append(p.cmd.Env, strings.Fields(os.Getenv("BENCH_ENV"))...) // such as GOMAXPROCS=1, to compare
	for name, value := range env {
		p.cmd.Env = append(p.cmd.Env, name+"="+value)
	}
	mustBench(b, p.cmd.Start())
	b.Cleanup(func() { p.end(b) })
	return p
}

// end asks the process to stop and waits for it; a second time does nothing.
func (p *process) end(b *testing.B) {
	if p.cmd.ProcessState != nil {
		return
	}
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	kill := time.AfterFunc(15*time.Second, func() { _ = p.cmd.Process.Kill() })
	defer kill.Stop()
	if err := p.cmd.Wait(); err != nil {
		b.Errorf("%s: %v\n%s", p.cmd.Args, err, p.output(b))
	}
}

func (p *process) output(b *testing.B) []byte {
	out, err := os.ReadFile(p.log)
	mustBench(b, err)
	return out
}

// resident gives a size of /proc/PID/status in MB: VmRSS is now, VmHWM the most so far.
func (p *process) resident(b *testing.B, key string) float64 {
	b.Helper()
	status, err := os.Open(fmt.Sprintf("/proc/%d/status", p.cmd.Process.Pid))
	mustBench(b, err)
	defer status.Close()
	for lines := bufio.NewScanner(status); lines.Scan(); {
		if value, ok := strings.CutPrefix(lines.Text(), key+":"); ok {
			kib, err := strconv.Atoi(strings.Fields(value)[0])
			mustBench(b, err)
			return float64(kib) * 1024 / 1e6
		}
	}
	b.Fatalf("no %s of process %d", key, p.cmd.Process.Pid)
	return 0
}

// cpu gives the processor time that the process used so far, to 10 ms.
func (p *process) cpu(b *testing.B) time.Duration {
	b.Helper()
	_, _, used, ok := processTime(strconv.Itoa(p.cmd.Process.Pid))
	if !ok {
		b.Fatalf("process %d is gone\n%s", p.cmd.Process.Pid, p.output(b))
	}
	return used
}

// tick is the unit of /proc: a hundred a second on every Linux.
const tick = 10 * time.Millisecond

// processTime reads what a process is called, who started it and the processor time
// that it used.
func processTime(pid string) (name, parent string, used time.Duration, ok bool) {
	stat, err := os.ReadFile("/proc/" + pid + "/stat")
	if err != nil {
		return "", "", 0, false
	}
	before, after, _ := strings.Cut(string(stat), ") ")
	_, name, _ = strings.Cut(before, "(")
	fields := strings.Fields(after) // from the third on, as proc(5) counts
	user, _ := strconv.Atoi(fields[14-3])
	system, _ := strconv.Atoi(fields[15-3])
	return name, fields[4-3], time.Duration(user+system) * tick, true
}

// othersCPU gives the processor time that the machine spent on none of those who belong
// to the benchmark: this process, what it started, and Postgres.
func othersCPU(b *testing.B) time.Duration {
	b.Helper()
	stat, err := os.ReadFile("/proc/stat")
	mustBench(b, err)
	line, _, _ := strings.Cut(string(stat), "\n")
	var busy time.Duration
	for i, field := range strings.Fields(line)[1:] {
		n, err := strconv.Atoi(field)
		mustBench(b, err)
		if i < 8 && i != 3 && i != 4 { // not idle, not waiting for a disk; guests are counted as user
			busy += time.Duration(n) * tick
		}
	}
	self := strconv.Itoa(os.Getpid())
	entries, err := os.ReadDir("/proc")
	mustBench(b, err)
	for _, e := range entries {
		name, parent, used, ok := processTime(e.Name())
		if ok && (e.Name() == self || parent == self || name == "postgres") {
			busy -= used
		}
	}
	return busy
}

func freeAddr(b testing.TB) string {
	b.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	mustBench(b, err)
	defer l.Close()
	return l.Addr().String()
}

// waitFor asks until the answer is the wanted one.
func waitFor(b *testing.B, p *process, url string, status int) {
	b.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		_ = resp.Body.Close()
		if resp.StatusCode == status {
			return
		}
	}
	b.Fatalf("%s does not answer %d\n%s", url, status, p.output(b))
}

func mustBench(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
