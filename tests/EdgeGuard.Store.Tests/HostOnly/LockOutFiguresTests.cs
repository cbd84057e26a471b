using System;
using System.Collections.Generic;
using EdgeGuard.Core;
using EdgeGuard.Testing;
using EdgeGuard.Testing.Store;

namespace EdgeGuard.Store.Tests;

/// <summary>What guessing gains, in figures: somebody tries as soon as he may, and never stops.</summary>
[TestClass]
public sealed class LockOutFiguresTests
{
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void A_password_can_be_guessed_at_106_times_on_the_first_day_and_four_times_an_hour_from_then_on()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        List<long> tries = Guess(bed.Clock, () => bed.Login("anna", "guess number one"), Day);
        Report("password", tries);
        CollectionAssert.AreEqual(new long[] { 0, 0, 0, 0, 5, 15, 35, 75, 155, 315, 635, 1_275, 2_175, 3_075 }, Seconds(tries, 14));
        Assert.AreEqual(106, tries.Count, "a day");
        Assert.AreEqual(4 * 24, Guess(bed.Clock, () => bed.Login("anna", "guess number one"), Day).Count, "each day more");
        Assert.AreEqual(LoginFault.Locked, bed.Login("anna", AccountBed.Password).Fault, "the right one waits as well");
        bed.Clock.Advance(LockOut.LastMs);
        Assert.AreEqual(LoginFault.None, bed.Login("anna", AccountBed.Password).Fault, "and comes in within a quarter of an hour");
    }

    [TestMethod]
    public void A_code_of_the_second_factor_is_found_by_chance_in_less_than_one_of_three_thousand_days()
    {
        AccountBed bed = AccountBed.Claimed(out Person anna);
        bed.SetSecondFactor(anna);
        List<long> tries = Guess(bed.Clock, () => bed.Login("anna", AccountBed.Password, "000000"), Day);
        Report("code", tries);
        Assert.AreEqual(106, tries.Count);
        // Three codes of a million are right at any moment.
        double found = 1 - Math.Pow(1 - 3e-6, tries.Count);
        TestContext.WriteLine($"a code is found by chance with {found:P3} a day");
        Assert.IsLessThan(1.0 / 3_000, found);
    }

    [TestMethod]
    public void The_claim_code_and_names_that_nobody_has_are_slowed_down_alike()
    {
        AccountBed bed = AccountBed.New();
        List<long> codes = Guess(bed.Clock, () => Claim(bed), Day);
        Report("claim code", codes);
        Assert.AreEqual(106, codes.Count);
        AccountBed claimed = AccountBed.Claimed(out _);
        int name = 0;
        List<long> names = Guess(claimed.Clock, () => claimed.Login("eve" + name++, "guess number one"), Day);
        Report("unknown names", names);
        Assert.AreEqual(106, names.Count);
    }

    [TestMethod]
    public void Pulling_the_plug_before_every_try_gains_nothing()
    {
        AccountBed bed = AccountBed.Claimed(out _);
        int tries = 0;
        long passed = 0;
        while (passed < Day)
        {
            LoginResult result = bed.Login("anna", "guess number one");
            if (result.Fault != LoginFault.Locked) tries++;
            // A start takes no time at all here, and begins the wait anew.
            bed = bed.Restart();
            int wait = bed.Login("anna", "guess number one").WaitMs;
            bed.Clock.Advance(wait);
            passed += wait;
            if (wait == 0) tries++;
        }
        TestContext.WriteLine($"with a restart before every try: {tries} in a day");
        Assert.IsLessThanOrEqualTo(107, tries);
    }

    private static LoginResult Claim(AccountBed bed)
    {
        AccountFault fault = bed.Accounts.Claim("0000-0000-0000", "eve", "quite a long password", "console", out _);
        return new LoginResult(fault == AccountFault.Locked ? LoginFault.Locked : LoginFault.ClaimCode, 0);
    }

    // Tries every second, and only counts those that were looked at.
    private static List<long> Guess(FakeClock clock, Func<LoginResult> attempt, long forMs)
    {
        long began = clock.Now;
        var tries = new List<long>();
        while (clock.Now - began <= forMs)
        {
            LoginResult result = attempt();
            if (result.Fault != LoginFault.Locked) tries.Add(clock.Now - began);
            if (result.Fault == LoginFault.Locked || tries.Count > LockOut.Free) clock.Advance(1_000);
        }
        return tries;
    }

    private static long[] Seconds(List<long> tries, int count)
    {
        var seconds = new long[count];
        for (int i = 0; i < count; i++) seconds[i] = tries[i] / 1_000;
        return seconds;
    }

    private void Report(string what, List<long> tries)
    {
        int firstHour = tries.FindAll(at => at <= Hour).Count;
        TestContext.WriteLine(
            $"{what}: {firstHour} tries in the first hour, {tries.Count} in the first day; "
                + $"at seconds {string.Join(", ", Seconds(tries, 14))}");
    }
}
