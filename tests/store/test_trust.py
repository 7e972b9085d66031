"""What in a repository could run is found before git works in it, and waits for the user's word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.store.scene import MESSAGE, PATH, START, Scene, create, make_scene

from caseledger.errors import NotFound, OutsideFailure
from caseledger.store.harmless import is_harmless
from caseledger.store.recording import Change, record, recover
from caseledger.store.trust import Doubt, Untrusted, doubts, is_trusted, trust

HOSTILE = [
    ("alias.status", "!touch owned"),
    ("core.alternateRefsCommand", "touch owned"),
    ("core.askPass", "./owned"),
    ("core.attributesFile", "../attributes"),
    ("core.editor", "touch owned"),
    ("core.fsmonitor", "./owned"),
    ("core.fsmonitor", "true"),
    ("core.gitProxy", "./owned"),
    ("core.hooksPath", "hooks"),
    ("core.pager", "./owned"),
    ("core.sshCommand", "./owned"),
    ("credential.helper", "!./owned"),
    ("diff.external", "./owned"),
    ("diff.x.textconv", "./owned"),
    ("diff.x.command", "./owned"),
    ("extensions.partialClone", "origin"),
    ("filter.x.clean", "./owned"),
    ("filter.x.process", "./owned"),
    ("gc.recentObjectsHook", "./owned"),
    ("gpg.program", "./owned"),
    ("gpg.ssh.program", "./owned"),
    ("gpg.ssh.defaultKeyCommand", "./owned"),
    ("gpg.ssh.allowedSignersFile", "signers"),
    ("hook.x.command", "./owned"),
    ("http.proxy", "http://owned"),
    ("http.https://user:secret@example.org/.extraHeader", "secret"),
    ("include.path", "more"),
    ("includeIf.gitdir:/.path", "more"),
    ("interactive.diffFilter", "./owned"),
    ("merge.x.driver", "./owned"),
    ("protocol.ext.allow", "always"),
    ("remote.origin.proxy", "x"),
    ("remote.origin.promisor", "true"),
    ("remote.origin.receivepack", "./owned"),
    ("remote.origin.uploadpack", "./owned"),
    ("remote.origin.url", "ext::sh -c owned"),
    ("remote.origin.url", "--upload-pack=./owned"),
    ("remote.origin.vcs", "owned"),
    ("sequence.editor", "./owned"),
    ("submodule.x.update", "!./owned"),
    ("trailer.x.command", "./owned"),
    ("uploadpack.packObjectsHook", "./owned"),
    ("url.ext::sh.insteadOf", "https:"),
    ("something.nobody.knows", "1"),
]
USUAL = [
    ("branch.main.merge", "refs/heads/main"),
    ("branch.main.remote", "origin"),
    ("branch.feature/a.b.rebase", "true"),
    ("color.ui", "auto"),
    ("commit.gpgSign", "true"),
    ("core.autocrlf", "input"),
    ("core.fsmonitor", "false"),
    ("core.ignoreCase", "true"),
    ("extensions.worktreeConfig", "true"),
    ("gc.auto", "0"),
    ("gpg.format", "ssh"),
    ("pull.rebase", "true"),
    ("remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*"),
    ("remote.origin.url", "git@example.org:a/ledger.git"),
    ("remote.origin.url", "https://example.org/ledger"),
    ("remote.origin.url", "../other"),
    ("submodule.x.url", "https://example.org/x"),
    ("user.email", "clerk@example.org"),
    ("user.signingKey", "key"),
]


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return make_scene(tmp_path / "ledger")


def test_a_repository_as_git_makes_it_is_in_order(scene: Scene, tmp_path: Path) -> None:
    assert doubts(scene.root) == ()
    assert is_trusted(scene.root)
    scene.git("clone", "--quiet", ".", str(tmp_path / "clone"))
    assert doubts(tmp_path / "clone") == ()


@pytest.mark.parametrize(("key", "value"), HOSTILE)
def test_settings_that_could_run_something_stop_the_command(
    scene: Scene, key: str, value: str
) -> None:
    scene.git("config", key, value)
    with pytest.raises(Untrusted) as caught:
        scene.add()
    section, name = key.lower().partition(".")[0], key.lower().rpartition(".")[2]
    assert f"setting {section}." in caught.value.message
    assert f".{name}" in caught.value.message
    assert "caseledger trust" in caught.value.hint
    for told in (caught.value.message, caught.value.hint, repr(doubts(scene.root))):
        assert "owned" not in told.replace(key, "")
        assert "secret" not in told
    assert scene.read() == START
    assert not (scene.top / "owned").exists()


@pytest.mark.parametrize(("key", "value"), USUAL)
def test_usual_settings_do_not(scene: Scene, key: str, value: str) -> None:
    scene.git("config", key, value)
    assert doubts(scene.root) == ()


def test_the_users_own_settings_are_the_users_own(scene: Scene) -> None:
    scene.git("config", "--global", "core.pager", "less")
    scene.git("config", "--global", "filter.x.clean", "cat")
    assert scene.add().commit == scene.head


def test_hooks_that_would_run_are_doubtful(scene: Scene) -> None:
    scene.hook("pre-commit", "exit 0")
    scene.hook("post-commit.sample", "exit 0")
    (scene.top / ".git" / "hooks" / "commit-msg").write_text("x", encoding="ascii")
    assert doubts(scene.root) == (Doubt("hook", "pre-commit"),)
    with pytest.raises(Untrusted, match="hook pre-commit"):
        scene.add()


def test_hooks_in_a_folder_of_the_repositorys_choice_are_doubtful(scene: Scene) -> None:
    scene.write("tools/pre-commit", "#!/bin/sh\ntouch owned\n")
    (scene.root / "tools/pre-commit").chmod(0o755)
    scene.git("config", "core.hooksPath", "tools")
    assert set(doubts(scene.root)) == {
        Doubt("setting", "core.hookspath"),
        Doubt("hook", "pre-commit"),
    }


def test_included_settings_are_looked_at(scene: Scene, tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.write_text("[core]\n\tpager = ./owned\n", encoding="utf-8")
    scene.git("config", "include.path", str(more))
    assert Doubt("setting", "core.pager") in doubts(scene.root)
    trust(scene.root)
    assert is_trusted(scene.root)
    more.write_text("[core]\n\tpager = ./other\n", encoding="utf-8")
    assert not is_trusted(scene.root)


def test_settings_of_one_work_tree_are_looked_at(scene: Scene, tmp_path: Path) -> None:
    scene.git("worktree", "add", "--quiet", str(tmp_path / "side"))
    scene.git("config", "extensions.worktreeConfig", "true")
    side = Scene(tmp_path / "side", tmp_path / "side")
    side.git("config", "--worktree", "core.pager", "./owned")
    assert doubts(side.root) == (Doubt("setting", "core.pager"),)
    assert doubts(scene.root) == ()


def test_trust_lasts_until_something_changes(scene: Scene) -> None:
    scene.git("config", "core.pager", "less")
    scene.hook("pre-commit", "exit 0")
    assert trust(scene.root) == (Doubt("setting", "core.pager"), Doubt("hook", "pre-commit"))
    assert scene.add().commit == scene.head
    scene.git("config", "user.name", "Another Clerk")
    assert is_trusted(scene.root)
    scene.hook("pre-commit", "exit 1")
    assert not is_trusted(scene.root)
    trust(scene.root)
    scene.git("config", "core.pager", "more")
    assert not is_trusted(scene.root)


def test_trust_is_for_one_repository(scene: Scene, tmp_path: Path) -> None:
    other = make_scene(tmp_path / "other")
    for one in (scene, other):
        one.git("config", "core.pager", "less")
    trust(scene.root)
    assert not is_trusted(other.root)


def test_trust_is_remembered_outside_and_for_the_user_alone(scene: Scene, home: Path) -> None:
    scene.git("config", "core.pager", "secret")
    trust(scene.root)
    path = home / ".local" / "state" / "caseledger" / "trust.json"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    text = path.read_text(encoding="utf-8")
    assert "secret" not in text
    assert list(json.loads(text)["trusted"]) == [str(scene.top / ".git")]
    path.write_text("{", encoding="utf-8")
    assert not is_trusted(scene.root)


def test_the_folder_of_the_desktop_standard_is_used(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    scene.git("config", "core.pager", "less")
    trust(scene.root)
    assert (tmp_path / "state" / "caseledger" / "trust.json").is_file()
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert not is_trusted(scene.root)


def test_without_a_commit_nothing_runs_and_nothing_is_asked(scene: Scene) -> None:
    scene.git("config", "core.fsmonitor", "touch owned; echo")
    scene.add(commit=False)
    assert not (scene.top / "owned").exists()
    assert scene.read() != START


def test_a_hostile_repository_runs_nothing(scene: Scene) -> None:
    owned = scene.top / "owned"
    for key in ("core.fsmonitor", "core.sshCommand", "filter.x.clean", "diff.x.textconv"):
        scene.git("config", key, f"touch {owned}; cat")
    for name in ("pre-commit", "post-index-change", "reference-transaction"):
        scene.hook(name, f"touch {owned}")
    scene.write(".gitattributes", "* filter=x diff=x\n")
    doubts(scene.root)
    with pytest.raises(Untrusted):
        scene.add()
    recover(scene.root)
    assert not owned.exists()


def test_a_planted_record_of_an_unfinished_command_is_not_carried_out(scene: Scene) -> None:
    own = scene.top / ".git" / "caseledger"
    own.mkdir()
    scene.git("config", "core.pager", "./owned")
    (own / "intent.json").write_text("{}", encoding="ascii")
    with pytest.raises(Untrusted):
        recover(scene.root)


def test_a_planted_record_does_not_lead_out(scene: Scene, tmp_path: Path) -> None:
    own = scene.top / ".git" / "caseledger"
    own.mkdir()
    for path in ("../victim", ".git/hooks/pre-commit"):
        step = {
            "path": path,
            "work": [None, "eA=="],
            "committed": [None, None],
            "staged": [None, None],
        }
        whole = {"format": 1, "token": "t", "message": "m", "head": "0" * 40, "steps": [step]}
        (own / "intent.json").write_text(json.dumps(whole), encoding="ascii")
        with pytest.raises(OutsideFailure):
            recover(scene.root)
    assert not (tmp_path / "victim").exists()
    assert not (scene.top / ".git" / "hooks" / "pre-commit").exists()


def test_a_work_tree_elsewhere_takes_no_commit(scene: Scene, tmp_path: Path) -> None:
    scene.git("config", "core.worktree", str(tmp_path))
    assert doubts(scene.root) == (Doubt("setting", "core.worktree"),)
    trust(scene.root)
    done = scene.add()
    assert (done.commit, bool(done.uncommitted)) == ("", True)


def test_without_a_repository_there_is_nothing_to_doubt(tmp_path: Path) -> None:
    assert doubts(tmp_path) == ()
    assert is_trusted(tmp_path)
    with pytest.raises(NotFound):
        trust(tmp_path)


def test_own_folder_may_not_be_a_link(scene: Scene, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (scene.top / ".git" / "caseledger").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutsideFailure, match="is not a folder"):
        record(scene.root, [Change(PATH, create("x"), None)], MESSAGE)
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("key", ["", ".", "core", "core.", ".url", "remote.url", "branch.x.y.z"])
def test_odd_keys_are_not_harmless(key: str) -> None:
    assert not is_harmless(key, "x")
