import { grantCases, hazardCases } from './hazardCases.js';

grantCases('wrappers', {
  refused: `
    bash **
    bash *
    sh -c *
    sh -c **
    bash scripts/*
    bash -x *
    zsh **
    env *
    env **
    env FOO=1 *
    env -u * npm test
    nice **
    nice -n 5 *
    timeout **
    timeout 60 **
    timeout * npm test
    nohup **
    setsid *
    stdbuf -oL **
    xargs **
    xargs -n 1 *
    sudo **
    sudo -u bob *
    doas *
    ssh *
    ssh host **
    npx *
    npx **
    npx -y *
    bunx **
    pnpx *
    uvx **
    pipx run *
    watch **
    watch -n 1 *
    flock lock *
    parallel **
    entr *
    tmux **
    screen **
    script **
    strace **
    strace -f *
    gdb **
    vim *
    less *
    man *
    eval **
    exec **
    command **
    source *
    export *
    trap **
    crontab *
    at *
    osascript **
    powershell **
    pwsh -c *
    cmd /c **
    busybox **
    busybox sh **
    su **
    nice timeout 5 **
    env sh **
    kubectl **
    kubectl *
    kubectl exec **
    kubectl exec pod -- **
    kubectl exec * -- ls
    npm exec *
    npm x **
    pnpm exec *
    pnpm dlx *
    docker exec **
    docker exec web *
    docker compose exec web **
    docker compose run **
    uv run **
    uv run *
    poetry run **
    bundle exec *

    git submodule foreach **
    git bisect run *
    cross-env NODE_ENV=test *
    rustup run stable *`,
  loads: `
    npm run *
    npm run test **
    git log **
    git **
    pytest **
    npx tsc --noEmit
    npx tsc **
    npx -y prettier --check *
    env NODE_ENV=test npm run *
    nice -n 5 npm run *
    timeout 60 npm run *
    timeout -k 5 60 pytest **
    nohup npm run *
    stdbuf -oL pytest **
    bash scripts/build.sh
    bash scripts/build.sh *
    bash -e scripts/build.sh **
    sh -c "echo hi" *
    sudo systemctl status *
    xargs grep -l *
    kubectl get *
    kubectl get **
    kubectl logs **
    kubectl -n prod get pods *
    kubectl describe pod *
    kubectl exec pod -- ls *
    docker **
    docker compose **
    docker compose exec web npm run *
    docker compose exec -T web pytest **
    docker exec web npm run *
    docker run **
    npm exec -- eslint **
    uv run pytest **
    uv **
    poetry run pytest **
    bundle exec rspec **
    python -m pytest **
    python **
    node **
    perl **
    cargo **
    go **
    find **
    curl **
    tar **
    rsync **
    gh **
    terraform **
    psql -c *
    sqlite3 app.db *
    echo **
    cat **
    make **
    mvn **
    ssh host uptime
    less README.md`,
});

hazardCases('wrappers', {
  'timeout 60 pytest **': { blocks: 'timeout 60 pytest -p evil', passes: 'timeout 60 pytest -x tests' },
  'env CI=1 npm run *': { passes: 'env CI=1 npm run test' },
  'nice -n 5 git **': { blocks: 'nice -n 5 git -c a=b log', passes: 'nice -n 5 git log -p' },
  'npx tsc **': { blocks: 'npx tsc @file\nnpx tsc --outDir /tmp/x', passes: 'npx tsc --noEmit -p tsconfig.json' },
  'bash scripts/build.sh **': { passes: 'bash scripts/build.sh -c x --fast', blocks: 'bash scripts/build.sh .npmrc' },
  'docker compose exec web pytest **': {
    blocks: 'docker compose exec web pytest -p evil',
    passes: 'docker compose exec web pytest -x',
  },
  'uv run pytest **': { blocks: 'uv run pytest --rootdir=/tmp/e', passes: 'uv run pytest -k a' },
  'python -m pytest **': {
    blocks: 'python -m pytest -p evil\npython -m pytest /tmp/x',
    passes: 'python -m pytest -x tests',
  },
  'python -m http.server *': { passes: 'python -m http.server 8000' },
  'xargs grep -l *': { passes: 'xargs grep -l foo' },
});
