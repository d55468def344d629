#!/usr/bin/env python3
"""The Python client against the door: lists, watches, writes, patches, errors. `.ci/door-check` runs it."""
import ssl
import sys
import threading
import urllib.request

from kubernetes import client, config, stream, watch

config.load_kube_config(sys.argv[1])
core, apps = client.CoreV1Api(), client.AppsV1Api()
assert [node.metadata.name for node in core.list_node().items] == ["node-1", "node-2", "node-3"]
seen = []


def look():
    for event in watch.Watch().stream(apps.list_namespaced_deployment, "default", timeout_seconds=5):
        seen.append((event["type"], event["object"].metadata.name))


watcher = threading.Thread(target=look)
watcher.start()
spec = {"replicas": 2, "selector": {"matchLabels": {"app": "py"}},
        "template": {"metadata": {"labels": {"app": "py"}}, "spec": {"containers": [{"name": "c", "image": "nginx"}]}}}
made = apps.create_namespaced_deployment("default", {"metadata": {"name": "py"}, "spec": spec})
assert made.spec.replicas == 2 and made.metadata.uid
patched = apps.patch_namespaced_deployment("py", "default", {"spec": {"replicas": 3}})
assert patched.metadata.generation == 2, patched.metadata
scale = apps.read_namespaced_deployment_scale("py", "default")
assert scale.spec.replicas == 3
made.spec.replicas = 5
try:
    apps.replace_namespaced_deployment("py", "default", made)
    raise SystemExit("an old version was taken")
except client.ApiException as error:
    assert error.status == 409, error
try:
    core.read_namespaced_pod("nosuch", "default")
    raise SystemExit("a pod that is not there was read")
except client.ApiException as error:
    assert error.status == 404, error
settings = client.Configuration.get_default_copy()
later = urllib.request.Request(
    settings.host + "/orrery/advance?for=30s", method="POST",
    headers={"Authorization": next(iter(settings.api_key.values()))})
urllib.request.urlopen(later, context=ssl.create_default_context(cafile=settings.ssl_ca_cert)).read()
pod = core.list_namespaced_pod("default", label_selector="app=py").items[0].metadata.name


def run(*command, **more):
    options = dict(command=list(command), stdin=False, stdout=True, stderr=True, tty=False) | more
    return stream.stream(core.connect_get_namespaced_pod_exec, pod, "default", **options)


assert run("hostname") == pod + "\n", run("hostname")
opened = run("sh", "-c", "echo out; nosuch; exit 5", _preload_content=False)
opened.run_forever(timeout=10)
assert opened.read_stdout() == "out\n" and "not found" in opened.read_stderr()
assert opened.returncode == 5, opened.returncode
try:
    run("date", container="nosuch")
    raise SystemExit("a container that is not there was entered")
except client.ApiException as error:
    assert "400" in str(error), error
apps.delete_namespaced_deployment("py", "default")
watcher.join()
assert ("ADDED", "py") in seen and ("DELETED", "py") in seen, seen
assert client.VersionApi().get_code().git_version.startswith("v1.36")
print("python: all well")
