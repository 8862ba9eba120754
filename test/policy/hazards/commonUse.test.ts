import { hazardCases } from './hazardCases.js';

/** What people run all day, each under a rule that grants its program whole. */
const COMMON = `
  git log -G foo
  git -P log
  git rebase -i HEAD~3
  git fetch origin main
  git stash -u
  git clean -nd
  git log --follow -p -- src/a.ts
  git ls-remote origin
  git diff --name-only HEAD~1
  git restore --staged .
  git log -u
  git log --pretty=oneline --abbrev-commit
  git show --stat
  git add -A
  git reset --hard HEAD~1
  git commit -am wip
  git log -O order
  rails test
  mix test
  swift test
  rspec
  ruff check .
  black .
  mypy src
  sleep 5
  which node
  printenv NODE_ENV
  date
  mkdir -p a
  yarn build
  yarn test -c x
  pnpm build
  bun run build
  deno test
  tsc -p .
  jest --coverage
  next build
  playwright test
  cargo test -- --config x
  cargo build --release --features a,b
  cargo nextest run
  go test -v -run 'TestExec/sub' ./...
  go build -tags integration ./...
  dotnet test
  terraform plan
  terraform apply -auto-approve
  gh pr list
  gh run list
  helm template .
  docker ps --format '{{.Names}}'
  docker compose -p x ps
  docker compose up --build -d
  rg -A 3 -B 3 foo src
  rg -o '[a-z]+' src
  rg --pretty --pre-glob '*.x' foo
  rg -uu foo
  rg -w -F -- --pre
  grep -rnI --include='*.ts' foo .
  grep -oP '\\d+' a
  find . -executable
  find . -name '*.o' -print
  find . -not -name x -o -name y
  sort -rn -k2 a.txt
  sort --numeric-sort a
  sort -h a
  sort -t: -k1 a
  tar -cvf a.tar src
  tar --extract --file a.tar
  tar -xvzf a.tgz
  tar czf a.tgz --exclude=.git .
  pytest -p no:randomly -q
  pytest tests/unit -k "not slow" --no-header
  eslint . --ext .ts,.tsx --fix
  eslint --no-eslintrc src
  eslint --color src
  vitest --run
  vitest watch
  node --test --watch
  node server.js --inspect
  node --no-deprecation a.js
  node --stack-size=2000 a.js
  node index.mjs --import x
  python manage.py test
  python3 -u main.py --config x
  python -OO x.py -m y
  curl -i http://localhost:3000/health
  curl -s localhost:8080 --max-time 2
  curl -fsS -w '%{http_code}\\n' http://localhost/
  curl -X DELETE http://localhost:3000/x/1
  make -j
  make --jobs=4 all
  make check V
  npm run dev -- --host
  npm test -- --coverage
  npm run lint --workspaces
  npm ls --depth=0
  npm audit --json
  npm run build:prod
  psql -c 'select count(*) from users' app
  jq -r '.scripts | keys[]' package.json
  ls -1 src
  cp -r src build
  echo --output=x
  cat -n a.txt
  stat -c %s a
  journalctl -u app --no-pager`;

const rules: Record<string, { passes: string }> = {};
for (const line of COMMON.trim().split('\n')) {
  const command = line.trim();
  const rule = `${command.split(' ')[0]!} **`;
  rules[rule] = { passes: `${rules[rule]?.passes ?? ''}\n${command}` };
}
hazardCases('common use', rules);
