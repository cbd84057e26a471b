using System;
using System.Collections.Generic;
using System.Linq;

namespace EdgeGuard.Testing.Scenarios;

/// <summary>What must hold over every carrier. A scenario throws where it does not.</summary>
public static class GuardScenarios
{
    /// <summary>The policy that a site must have in force.</summary>
    public const string Policy = """
        edgeguard-policy 1
        policy scenarios version 1
        role Operator
          allow 1,2,3,4   unit 1   address 0-99
          allow 6,16      unit 1   address 40-41   value 0-1500
        """;

    /// <summary>Every scenario by its name, so that a carrier cannot leave one out.</summary>
    public static IReadOnlyDictionary<string, Action<IGuardSite>> All { get; } = new Dictionary<string, Action<IGuardSite>>
    {
        [nameof(An_allowed_read_is_answered_by_the_PLC)] = An_allowed_read_is_answered_by_the_PLC,
        [nameof(A_write_within_its_limit_reaches_the_PLC_byte_for_byte)] = A_write_within_its_limit_reaches_the_PLC_byte_for_byte,
        [nameof(A_write_beyond_its_limit_is_01_and_the_PLC_sees_nothing)] = A_write_beyond_its_limit_is_01_and_the_PLC_sees_nothing,
        [nameof(A_client_without_a_role_gets_01_and_keeps_its_link)] = A_client_without_a_role_gets_01_and_keeps_its_link,
        [nameof(A_hundred_requests_in_one_piece_are_answered_in_order)] = A_hundred_requests_in_one_piece_are_answered_in_order,
        [nameof(A_request_may_come_byte_by_byte)] = A_request_may_come_byte_by_byte,
        [nameof(What_is_not_Modbus_ends_its_own_link_only)] = What_is_not_Modbus_ends_its_own_link_only,
    };

    private static void An_allowed_read_is_answered_by_the_PLC(IGuardSite site)
    {
        site.Plc.HoldingRegisters[7] = 0xBEEF;
        Same(Adu.Frame(0x4711, 1, 3, 2, 0xBE, 0xEF), Ask(site.Connect("Operator"), Adu.Read(0x4711, 1, 3, 7, 1)));
    }

    private static void A_write_within_its_limit_reaches_the_PLC_byte_for_byte(IGuardSite site)
    {
        byte[] write = Adu.WriteRegisters(1, 1, 40, 1500, 0);
        Same(Adu.Frame(1, 1, 16, 0, 40, 0, 2), Ask(site.Connect("Operator"), write));
        Same(write[7..], site.Forwarded.Single());
    }

    private static void A_write_beyond_its_limit_is_01_and_the_PLC_sees_nothing(IGuardSite site)
    {
        ITestClient client = site.Connect("Operator");
        byte[] write = Adu.WriteRegister(1, 1, 40, 1501);
        Same(Adu.Exception(write, 1), Ask(client, write));
        if (site.Forwarded.Count > 0) throw new InvalidOperationException("The PLC saw " + Convert.ToHexString(site.Forwarded[0]));
    }

    private static void A_client_without_a_role_gets_01_and_keeps_its_link(IGuardSite site)
    {
        ITestClient client = site.Connect(null);
        for (int i = 0; i < 3; i++)
        {
            byte[] read = Adu.Read(i, 1, 3, 0, 1);
            Same(Adu.Exception(read, 1), Ask(client, read));
        }
    }

    private static void A_hundred_requests_in_one_piece_are_answered_in_order(IGuardSite site)
    {
        for (int i = 0; i < 100; i++) site.Plc.HoldingRegisters[i] = (ushort)(i + 1);
        ITestClient client = site.Connect("Operator");
        client.Send(Enumerable.Range(0, 100).SelectMany(i => Adu.Read(i, 1, 3, i, 1)).ToArray());
        for (int i = 0; i < 100; i++) Same(Adu.Frame(i, 1, 3, 2, 0, (byte)(i + 1)), client.ReceiveFrame());
    }

    private static void A_request_may_come_byte_by_byte(IGuardSite site)
    {
        ITestClient client = site.Connect("Operator");
        foreach (byte value in Adu.Read(8, 1, 4, 3, 2)) client.Send([value]);
        Same(Adu.Frame(8, 1, 4, 4, 0, 0, 0, 0), client.ReceiveFrame());
    }

    private static void What_is_not_Modbus_ends_its_own_link_only(IGuardSite site)
    {
        ITestClient broken = site.Connect("Operator");
        ITestClient other = site.Connect("Operator");
        broken.Send([0, 1, 0, 7, 0, 6, 1, 3, 0, 0, 0, 1]);
        if (!broken.WaitForEnd()) throw new InvalidOperationException("The link stands.");
        Same(Adu.Frame(2, 1, 3, 2, 0, 0), Ask(other, Adu.Read(2, 1, 3, 0, 1)));
    }

    private static byte[]? Ask(ITestClient client, byte[] frame)
    {
        client.Send(frame);
        return client.ReceiveFrame();
    }

    private static void Same(byte[] expected, byte[]? actual)
    {
        string found = actual == null ? "the end of the link" : Convert.ToHexString(actual);
        if (found != Convert.ToHexString(expected)) throw new InvalidOperationException($"{found}, not {Convert.ToHexString(expected)}");
    }
}
