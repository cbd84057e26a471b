using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using EdgeGuard.Host;
using EdgeGuard.Testing.Programs;

namespace EdgeGuard.Central.Tests;

/// <summary>The real process, killed at random moments while somebody guesses the first code.</summary>
[TestClass]
public sealed class AuditKillTests
{
    private const int Guessers = 2;

    private int _answered;
    private int _unanswered;
    private int _addresses;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task What_was_answered_is_in_the_audit_log_whose_chain_is_whole()
    {
        int kills = Math.Max(KillTests.Asked("EDGEGUARD_KILLS", 20) / 4, 3);
        int seed = KillTests.Asked("EDGEGUARD_SEED", Environment.TickCount & 0xFFFF);
        TestContext.WriteLine($"EDGEGUARD_KILLS={kills * 4} EDGEGUARD_SEED={seed}");
        string folder = Directory.CreateTempSubdirectory("edgeguard-central-").FullName;
        int port = KillTests.FreePort();
        bool goesOn = true;
        try
        {
            var random = new Random(seed);
            using (Executable first = Start(folder, port)) Kill(first);
            CentralCa ca = CentralCa.Open(CentralFolder.Open(folder).Ca);
            Task[] guessers = [.. Enumerable.Range(0, Guessers).Select(_ => Guess(ca, port, () => Volatile.Read(ref goesOn)))];
            for (int i = 0; i < kills; i++)
            {
                using Executable central = Start(folder, port);
                int before = Volatile.Read(ref _answered);
                Eventually.Is(() => Volatile.Read(ref _answered) > before, "answered");
                await Task.Delay(random.Next(5, 400));
                Kill(central);
            }
            Volatile.Write(ref goesOn, false);
            await Task.WhenAll(guessers).WaitAsync(TimeSpan.FromSeconds(60));
            using Executable rebuild = Executable.Central("rebuild", "--data", folder);
            Assert.AreEqual(0, rebuild.WaitForExit(), rebuild.Everything());
            Compare(folder);
        }
        finally
        {
            Volatile.Write(ref goesOn, false);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Executable Start(string folder, int port)
    {
        Executable central = Executable.Central("--data", folder, "--web", $"127.0.0.1:{port}", "--broker", "127.0.0.1:0");
        central.WaitForOutput("modules");
        return central;
    }

    private static void Kill(Executable central)
    {
        central.Signal("KILL");
        central.WaitForExit();
    }

    // From another address whenever the limit of one is reached: each of 127.0.0.0/8 is this computer.
    private async Task Guess(CentralCa ca, int port, Func<bool> goesOn)
    {
        while (goesOn())
        {
            int address = Interlocked.Increment(ref _addresses);
            using var browser = new WebBrowser(ca, port, new IPAddress([127, 1, (byte)(address >> 8), (byte)address]));
            for (int i = 0; i < AddressLimit.PerMinute && goesOn(); i++)
            {
                try
                {
                    using HttpResponseMessage answer = await browser.Post("/setup", "/setup/code", ("code", "AAAA-AAAA-AAAA"));
                    if (answer.StatusCode == HttpStatusCode.Forbidden) Interlocked.Increment(ref _answered);
                }
                catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
                {
                    Interlocked.Increment(ref _unanswered);
                    await Task.Delay(20);
                }
            }
        }
    }

    private void Compare(string folder)
    {
        using People people = People.Open(Path.Combine(folder, "people.db"), new SystemHmac(), new SystemRandom(), TimeProvider.System, 1);
        AuditState state = people.Trail.Verify();
        Assert.AreEqual("", string.Join('\n', state.Damages));
        TestContext.WriteLine($"{_answered} answered, {_unanswered} not, {state.Entries} entries");
        Assert.IsGreaterThanOrEqualTo((long)_answered, state.Entries);
        Assert.IsLessThanOrEqualTo((long)_answered + _unanswered, state.Entries);
    }
}
