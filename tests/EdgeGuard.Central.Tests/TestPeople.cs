namespace EdgeGuard.Central.Tests;

/// <summary>People as somebody at this computer meets them, for tests that are about something else.</summary>
internal static class TestPeople
{
    internal static readonly Caller Here = new("", "127.0.0.1", "a test");

    internal static bool IsFirstCode(this People people, string code) => people.IsFirstCode(code, Here);

    internal static string AddFirst(
        this People people, string firstCode, string name, string password, string again, string code, out string session) =>
        people.AddFirst(firstCode, name, password, again, code, Here, out session);

    internal static string? Login(this People people, string name, string password, string code) =>
        people.Login(name, password, code, Here);

    internal static void End(this People people, string session) => people.End(session, Here);
}
