import { grantCases, hazardCases } from './hazardCases.js';

hazardCases('databases', {
  'psql **': {
    blocks: String.raw`
      psql
      psql db
      psql -c '\! id'
      psql -c '\i x'
      psql -c '\o |sh' db
      psql -c "\\copy a to program 'sh'" db
      psql -c "copy a to program 'sh'" db
      psql -f x.sql
      psql -c 'select 1' -f x.sql
      psql -o x -c 'select 1'
      psql -v x=y -c 'select 1'
      psql -c 'select 1' -L x
      psql -c "select pg_read_file('x')"`,
    passes: String.raw`
      psql -c 'select 1' db
      psql -c '\dt' db
      psql -c '\d+ users'
      psql -l
      psql -h localhost -U x -d y -c 'select * from t'
      psql --version
      psql -At -c 'select 1'`,
  },
  'psql -c *': { passes: "psql -c 'select 1'", blocks: String.raw`psql -c '\! id'` },
  'mysql **': {
    blocks:
      "mysql\nmysql db\nmysql -e 'system id'\nmysql -e 'select 1; system id'\nmysql -e '\\! id'\nmysql --pager=sh -e x\nmysql --defaults-file=x -e y\nmysql -e 'source x'\nmysql --tee=x -e 'select 1'\nmysql -e \"select 1 into outfile 'x'\"",
    passes: "mysql -e 'select 1' db\nmysql -u x -h y -e 'show tables' db\nmysql --version",
  },
  'sqlite3 **': {
    blocks:
      "sqlite3\nsqlite3 a.db\nsqlite3 a.db '.shell id'\nsqlite3 a.db '.system id'\nsqlite3 a.db '.output x'\nsqlite3 a.db '.import \"|id\" t'\nsqlite3 a.db \"select writefile('x','y')\"\nsqlite3 a.db \"select load_extension('x')\"\nsqlite3 -init x a.db .tables\nsqlite3 -cmd '.shell id' a.db .tables\nsqlite3 a.db '.once |sh'\nsqlite3 a.db \"attach 'x' as y\"",
    passes:
      "sqlite3 a.db .tables\nsqlite3 a.db '.schema users'\nsqlite3 a.db 'select 1'\nsqlite3 -json a.db 'select * from t'\nsqlite3 -version\nsqlite3 -header -csv a.db 'select 1'",
  },
  'sqlite3 app.db *': { blocks: "sqlite3 app.db '.shell id'", passes: "sqlite3 app.db 'select 1'" },
  'redis-cli **': {
    blocks:
      'redis-cli --eval x.lua\nredis-cli config set dir /tmp\nredis-cli CONFIG SET dir /tmp\nredis-cli module load x\nredis-cli eval x 0\nredis-cli --rdb x\nredis-cli -h e slaveof a 1\nredis-cli --pipe',
    passes: 'redis-cli get a\nredis-cli -h localhost -p 6379 ping\nredis-cli info\nredis-cli -n 1 keys x',
  },
  'mongosh **': { blocks: 'mongosh --eval x\nmongosh x.js', passes: 'mongosh --version' },
  'pg_dump **': { blocks: 'pg_dump -f /tmp/x db', passes: 'pg_dump -s db\npg_dump -f out.sql db' },
});

hazardCases('media', {
  'ffmpeg **': {
    blocks:
      "ffmpeg -i 'concat:a|b' out.mp4\nffmpeg -i file:/etc/passwd x.mp4\nffmpeg -i a -filter_complex_script x b\nffmpeg -f lavfi -i a -vf movie=x b\nffmpeg -report -i a b\nffmpeg -safe 0 -i a b\nffmpeg -protocol_whitelist file -i a b\nffmpeg -i a .bashrc\nffmpeg -vf drawtext=textfile=x -i a b\nffmpeg -i a -attach x b",
    passes:
      'ffmpeg -i a.mp4 b.webm\nffmpeg -y -i a.mp4 -c:v libx264 -crf 23 b.mp4\nffmpeg -i a.mp4 -vf scale=1:2 b.mp4\nffmpeg -version',
  },
  'ffprobe **': { passes: 'ffprobe -v error -show_streams a.mp4' },
  'convert **': {
    blocks: 'convert msl:x y\nconvert label:@x y.png\nconvert @x y.png\nconvert -script x',
    passes: 'convert a.png -resize 50% b.png',
  },
  'yt-dlp **': { blocks: 'yt-dlp --exec id x\nyt-dlp --config-location x y\nyt-dlp -o x y', passes: 'yt-dlp -F x' },
});

hazardCases('files', {
  'cp **': {
    blocks:
      'cp x .git/hooks/pre-commit\ncp x .git/config\ncp -r x .git\ncp -t .git/hooks x\ncp --target-directory=.git/hooks x\ncp x bgjobs.yaml\ncp x .bashrc\ncp .npmrc x\ncp x ./.git/../.git/hooks/y\ncp x /home/u/.ssh/authorized_keys',
    passes: 'cp a b\ncp -r src dist\ncp a.txt .github/x\ncp a /tmp/b\ncp -t build a',
  },
  'mv **': { blocks: 'mv x .git/hooks/y\nmv bgjobs.yaml x\nmv -t .git/hooks x\nmv .git x', passes: 'mv a b' },
  'ln **': { blocks: 'ln -s x .git/hooks/y\nln -s .ssh/id x\nln -sf x .zshrc', passes: 'ln -s a b' },
  'install **': {
    blocks: 'install --strip-program=./x -s a b\ninstall -s a b\ninstall a .git/hooks/b',
    passes: 'install -m 755 a b\ninstall -d build',
  },
  'chmod **': {
    blocks: 'chmod u+s a\nchmod 4755 a\nchmod +s a\nchmod +x .git/hooks/a',
    passes: 'chmod +x a\nchmod 755 a\nchmod -R u+rw src\nchmod 1777 tmp',
  },
  'rm **': {
    blocks: 'rm -rf /\nrm -rf --no-preserve-root /\nrm -rf .git\nrm bgjobs.yaml\nrm -rf .git/hooks\nrm -rf .',
    passes: 'rm -rf dist\nrm a b\nrm -- -x',
  },
  'mkdir **': { blocks: 'mkdir -p .git/hooks', passes: 'mkdir -p a/b\nmkdir -m 755 a' },
  'touch **': { blocks: 'touch .git/hooks/x', passes: 'touch a' },
});

hazardCases('system', {
  'systemctl **': {
    blocks:
      'systemctl edit x\nsystemctl link /tmp/x\nsystemctl enable x\nsystemctl -H h status\nsystemctl --root=/tmp/x status\nsystemctl reboot\nsystemctl set-environment A=1',
    passes:
      'systemctl status x\nsystemctl list-units --type=service\nsystemctl is-active x\nsystemctl --user status x\nsystemctl restart x',
  },
  'journalctl **': {
    blocks:
      'journalctl -D /tmp/x\njournalctl --file=x\njournalctl --cursor-file=x\njournalctl --vacuum-time=1s\njournalctl --rotate',
    passes:
      'journalctl -u x -n 50\njournalctl -f\njournalctl --since today\njournalctl --user -u x\njournalctl -b -1\njournalctl -xe\njournalctl -g error',
  },
  'apt **': {
    blocks: 'apt install x\napt -o APT::Update::Pre-Invoke::=sh update\napt update',
    passes: 'apt list --installed\napt show x',
  },
  'ps **': { passes: 'ps aux\nps -ef\nps -o pid,cmd' },
  'kill **': { passes: 'kill 123\nkill -9 123' },
});
grantCases('system', {
  refused: 'mount **\nsysctl *\nsetcap *\nduckdb **\ngs *\nsocat **',
  loads: 'systemctl status *\nps **\nkill *',
});
