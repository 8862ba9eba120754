import { hazardCases } from './hazardCases.js';

hazardCases('containers', {
  'docker **': {
    blocks: `
      docker run -v /:/host alpine
      docker run -v/:/host alpine
      docker run -itv /:/host alpine
      docker run --volume=/:/host alpine
      docker run --volume ./src:/x alpine
      docker run --mount type=bind,src=/,dst=/h alpine
      docker run --privileged alpine
      docker run --privileged=true alpine
      docker run --pid=host alpine
      docker run --net=host alpine
      docker run --network host alpine
      docker run --ipc host alpine
      docker run --cap-add SYS_ADMIN alpine
      docker run --cap-add=ALL alpine
      docker run --device /dev/sda alpine
      docker run --security-opt seccomp=unconfined alpine
      docker run --volumes-from x alpine
      docker run --userns=host alpine
      docker run --env-file .env alpine
      docker run --rm --name x -v /tmp:/t alpine
      docker create -v /:/h alpine
      docker container run -v /:/h alpine
      docker exec web sh
      docker exec -it web sh
      docker container exec web sh
      docker exec --privileged web sh
      docker -H tcp://e ps
      docker --host=tcp://e ps
      docker --context x ps
      docker --config x ps
      docker cp web:/x y
      docker compose -f evil.yml up
      docker compose --file=evil.yml up
      docker compose --project-directory /tmp/e up
      docker compose exec web sh
      docker compose run web sh
      docker compose run -v /:/h web
      docker build --secret id=x,src=.npmrc .
      docker build -f /tmp/e/Dockerfile .
      docker build --output=/tmp/x .
      docker plugin install x
      docker stack deploy x
      docker volume create -o type=none x
      docker context use x`,
    passes: `
      docker ps
      docker ps -a
      docker images
      docker logs -f web
      docker logs --tail 50 web
      docker inspect web
      docker stats --no-stream
      docker compose ps -a
      docker compose up -d
      docker compose up -d --build web
      docker compose down -v
      docker compose logs -f web
      docker compose -p x logs
      docker compose build
      docker compose config
      docker build -t x .
      docker build -t x -f docker/Dockerfile .
      docker build --build-arg A=1 .
      docker run --rm alpine echo hi
      docker run -d -p 8080:80 --name x nginx
      docker run -e A=1 alpine
      docker run alpine -v /:/host
      docker run -v data:/data alpine
      docker run --rm alpine sh --privileged
      docker pull nginx
      docker stop web
      docker rm -f web
      docker system df
      docker version
      docker network ls
      docker image prune -f`,
  },
  'docker run -v *:/data **': {
    passes: 'docker run -v ./x:/data alpine',
    blocks: 'docker run -v ./x:/data --privileged alpine',
  },
  'docker compose up **': { passes: 'docker compose up -d' },
  'podman **': { blocks: 'podman run -v /:/h x\npodman exec x sh\npodman --url x ps', passes: 'podman ps' },
  'docker-compose **': {
    blocks: 'docker-compose -f x up\ndocker-compose exec web sh',
    passes: 'docker-compose up -d\ndocker-compose logs web',
  },
});

hazardCases('clusters and clouds', {
  'kubectl get **': {
    blocks:
      'kubectl get pods --kubeconfig=x\nkubectl get pods -s http://e\nkubectl get --raw /x\nkubectl get pods --as=admin',
    passes: 'kubectl get pods\nkubectl get pods -A -o wide\nkubectl get pods -n x -l app=y\nkubectl get deploy -o json',
  },
  'kubectl logs **': { passes: 'kubectl logs -f web\nkubectl logs web --tail=10 -c app' },
  'kubectl apply **': {
    blocks: 'kubectl apply -f x.yaml\nkubectl apply -k x\nkubectl apply --filename=x',
    passes: 'kubectl apply --help',
  },
  'helm **': {
    blocks:
      'helm install x y --post-renderer ./x\nhelm plugin install x\nhelm template x --kubeconfig=y\nhelm repo add x y\nhelm install x y --set-file a=b\nhelm template . --output-dir /tmp/x',
    passes: 'helm list\nhelm template . -f values.yaml\nhelm lint .\nhelm status x -n y',
  },
  'terraform **': {
    blocks:
      'terraform -chdir=/tmp/e plan\nterraform init -plugin-dir=x\nterraform init -from-module=x\nterraform console\nterraform plan -out=/tmp/x\nterraform init -backend-config=x\nterraform --chdir=/tmp/e plan',
    passes:
      'terraform plan\nterraform plan -out=plan.tfplan\nterraform validate\nterraform fmt -check\nterraform init\nterraform init -upgrade\nterraform show -json\nterraform state list',
  },
  'gh **': {
    blocks:
      'gh alias set x y\ngh extension install x\ngh api x --input y\ngh api x -F a=@y\ngh auth token\ngh config set x y\ngh gist create x\ngh codespace ssh\ngh pr create --body-file .env\ngh secret set x\ngh ext exec x',
    passes:
      'gh pr list\ngh pr view 1 --json title\ngh pr create --title x --body y\ngh issue list -L 5\ngh run view 1 --log\ngh api repos/a/b\ngh api -X POST x -f a=b\ngh pr checks\ngh auth status\ngh repo view\ngh pr diff 1',
  },
  'gh pr **': { passes: 'gh pr view 1\ngh pr list', blocks: 'gh pr create --body-file x' },
  'aws **': {
    blocks: 'aws s3 ls --endpoint-url http://e\naws configure set x y\naws ssm start-session',
    passes: 'aws s3 ls\naws sts get-caller-identity\naws ec2 describe-instances --region x',
  },
});
