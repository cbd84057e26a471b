using System;
using System.IO;
using System.Threading;
using EdgeGuard.Host;
using EdgeGuard.Store;

namespace EdgeGuard.Central;

/// <summary>The account of a demo: made anew for each, with a password and a second factor that nobody has but who started it.</summary>
public sealed class DemoAccount
{
    /// <summary>Its name.</summary>
    public const string Name = "demo";

    private readonly byte[] _secret;
    private readonly TimeProvider _time;

    private DemoAccount(string password, byte[] secret, TimeProvider time)
    {
        Password = password;
        _secret = secret;
        _time = time;
    }

    /// <summary>Its password.</summary>
    public string Password { get; }

    /// <summary>The six digits to sign in with now: good for half a minute at least, and once.</summary>
    public string Digits => Code(1);

    /// <summary>Makes it, as the first person of a console does.</summary>
    /// <exception cref="CentralException">There is somebody already.</exception>
    public static DemoAccount Create(People people, TimeProvider time)
    {
        var account = new DemoAccount(ClaimCode.Create(new SystemRandom()), people.FirstSecret, time);
        string code = people.FirstCode ?? throw new CentralException("there are accounts here already", "a demo begins in an empty folder");
        Caller caller = Caller.CommandLine;
        string problem = people.AddFirst(code, Name, account.Password, account.Password, account.Code(0), caller, out string session);
        if (problem.Length > 0) throw new CentralException($"the account of the demo cannot be made: {problem}", "");
        people.End(session, caller);
        return account;
    }

    /// <summary>Does something each time that Enter is typed, until the input or the process ends.</summary>
    public static void OnEnter(TextReader input, Action act)
    {
        // Of a thread of its own: who waits for a line cannot be told to wait no more.
        var thread = new Thread(() => Read(input, act)) { IsBackground = true, Name = "keys" };
        thread.Start();
    }

    private static void Read(TextReader input, Action act)
    {
        while (input.ReadLine() != null) act();
    }

    // Those of the next half minute are good already: the ones of now may be used up.
    private string Code(int ahead) =>
        Totp.Code(new SystemHmac(), _secret, Totp.StepAt(_time.GetUtcNow().ToUnixTimeMilliseconds()) + ahead);
}
