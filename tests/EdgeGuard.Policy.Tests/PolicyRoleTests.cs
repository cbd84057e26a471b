using EdgeGuard.Core;

namespace EdgeGuard.Policy.Tests;

/// <summary>What a technician can rely on: who a line is for, and what <c>never</c> takes away.</summary>
[TestClass]
public class PolicyRoleTests
{
    [TestMethod]
    public void A_role_has_its_own_lines_and_those_of_the_roles_it_includes_however_far()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A includes B\nallow 1\nrole B includes C\nallow 2\nrole C\nallow 3\n");
        PolicySample.Allows(policy, "A", "01 0000 0001");
        PolicySample.Allows(policy, "A", "02 0000 0001");
        PolicySample.Allows(policy, "A", "03 0000 0001");
        PolicySample.Refuses(policy, "C", "01 0000 0001", Refusal.Function);
        PolicySample.Refuses(policy, "B", "01 0000 0001", Refusal.Function);
    }

    [TestMethod]
    public void Role_names_compare_byte_for_byte()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role \"Shift Leader\"\nallow 3\nrole B\u00fcro\nallow 3\n");
        PolicySample.Allows(policy, "Shift Leader", "03 0000 0001");
        PolicySample.Allows(policy, "B\u00fcro", "03 0000 0001");
        string[] others = { "shift leader", "Shift Leader ", " Shift Leader", "ShiftLeader", "", "B\u0075\u0308ro", "*", "none" };
        for (int i = 0; i < others.Length; i++) PolicySample.Refuses(policy, others[i], "03 0000 0001", Refusal.UnknownRole);
    }

    [TestMethod]
    public void Role_star_is_anybody_with_a_role_but_not_the_null_role()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role *\nallow 1\nrole A\nallow 2\n");
        PolicySample.Allows(policy, "A", "01 0000 0001");
        PolicySample.Allows(policy, "A", "02 0000 0001");
        PolicySample.Allows(policy, "Somebody", "01 0000 0001");
        PolicySample.Refuses(policy, "Somebody", "02 0000 0001", Refusal.Function);
        PolicySample.Refuses(policy, null, "01 0000 0001", Refusal.NoRole);
    }

    [TestMethod]
    public void Role_none_is_the_null_role_and_nobody_else()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role none\nallow identification\nrole *\nallow 1\n");
        PolicySample.Allows(policy, null, "2B 0E 01 00");
        PolicySample.Refuses(policy, null, "01 0000 0001", Refusal.Function);
        PolicySample.Refuses(policy, "none", "2B 0E 01 00", Refusal.Function);
    }

    [TestMethod]
    public void A_certificate_that_says_none_or_star_is_an_ordinary_role()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role \"none\"\nallow 3\nrole \"*\"\nallow 4\n");
        PolicySample.Allows(policy, "none", "03 0000 0001");
        PolicySample.Allows(policy, "*", "04 0000 0001");
        PolicySample.Refuses(policy, null, "03 0000 0001", Refusal.NoRole);
        PolicySample.Refuses(policy, "Somebody", "04 0000 0001", Refusal.UnknownRole);
    }

    [TestMethod]
    public void Priority_is_the_roles_own_and_normal_unless_written()
    {
        CompiledPolicy policy = PolicySample.Compile(
            "role A priority high\nallow 1\nrole B includes A\nallow 1\nrole C priority low\nallow 1\n");
        Assert.AreEqual(0, policy.Priority(policy.RoleIndex("A")));
        Assert.AreEqual(1, policy.Priority(policy.RoleIndex("B")));
        Assert.AreEqual(2, policy.Priority(policy.RoleIndex("C")));
        Assert.AreEqual(1, policy.Priority(policy.RoleIndex("D")));
    }

    [TestMethod]
    public void Never_refuses_whatever_it_touches_and_wins_over_every_allow()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow reads, writes, 20, 8, 90\n"
            + "never 3,6,16,23 unit 1 address 100-109\nnever 8/4\nnever 90\nnever 20 file 7\n");
        PolicySample.Allows(policy, "A", "03 0063 0001");
        PolicySample.Refuses(policy, "A", "03 0063 0002", Refusal.Never);
        Assert.AreEqual(100, PolicySample.Decision.OffendingAddress);
        PolicySample.Refuses(policy, "A", "03 006D 0002", Refusal.Never);
        PolicySample.Refuses(policy, "A", "03 0032 0070", Refusal.Never);
        PolicySample.Allows(policy, "A", "03 006E 0001");
        PolicySample.Allows(policy, "A", 2, "03 0064 0001");
        PolicySample.Refuses(policy, "A", "17 0064 0001 0000 0001 02 0000", Refusal.Never);
        PolicySample.Refuses(policy, "A", "17 0000 0001 0064 0001 02 0000", Refusal.Never);
        PolicySample.Allows(policy, "A", "17 0000 0001 0000 0001 02 0000");
        PolicySample.Allows(policy, "A", "08 0000 0000");
        PolicySample.Refuses(policy, "A", "08 0004 0000", Refusal.Never);
        PolicySample.Refuses(policy, "A", "5A 00 01", Refusal.Never);
        PolicySample.Allows(policy, "A", "14 07 06 0006 0000 0001");
        PolicySample.Refuses(policy, "A", "14 0E 06 0006 0000 0001 06 0007 0000 0001", Refusal.Never);
    }

    [TestMethod]
    public void Never_without_a_unit_is_for_every_unit_and_for_every_role()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 unit 0-255\nnever 6 address 1\n");
        PolicySample.Refuses(policy, "A", 0, "06 0001 0000", Refusal.Never);
        PolicySample.Refuses(policy, "A", 255, "06 0001 0000", Refusal.Never);
        PolicySample.Refuses(policy, "Unknown", 9, "06 0001 0000", Refusal.Never);
        PolicySample.Refuses(policy, null, 9, "06 0001 0000", Refusal.Never);
        PolicySample.Allows(policy, "A", 0, "06 0002 0000");
    }

    [TestMethod]
    public void Groups_are_the_codes_that_the_language_page_lists()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role R\nallow reads\nrole W\nallow writes\nrole I\nallow identification\nrole P\nallow programming\n");
        AllowsExactly(policy, "R", new byte[] { 1, 2, 3, 4 });
        AllowsExactly(policy, "W", new byte[] { 5, 6, 15, 16, 22, 23 });
        AllowsExactly(policy, "P", new byte[] { 40, 42, 90, 125, 126 });
        PolicySample.Allows(policy, "I", "2B 0E 01 00");
        PolicySample.Refuses(policy, "I", "2B 0D 00", Refusal.SubFunction);
        PolicySample.Refuses(policy, "I", "03 0000 0001", Refusal.Function);
    }

    [TestMethod]
    public void A_sub_function_is_allowed_alone()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 8/0,8/11\nrole B\nallow 8\n");
        PolicySample.Allows(policy, "A", "08 0000 1234");
        PolicySample.Allows(policy, "A", "08 000B 0000");
        PolicySample.Refuses(policy, "A", "08 0001 0000", Refusal.SubFunction);
        PolicySample.Refuses(policy, "A", "08 000A 0000", Refusal.SubFunction);
        PolicySample.Allows(policy, "B", "08 0001 FF00");
        PolicySample.Allows(policy, "B", "08 FFFF 0000");
    }

    [TestMethod]
    public void A_missing_unit_is_any_unit_but_0()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 address 1\nrole B\nallow 6 unit 0,7,10-12\n");
        PolicySample.Allows(policy, "A", 1, "06 0001 0000");
        PolicySample.Allows(policy, "A", 247, "06 0001 0000");
        PolicySample.Allows(policy, "A", 255, "06 0001 0000");
        PolicySample.Refuses(policy, "A", 0, "06 0001 0000", Refusal.Unit);
        int[] units = { 0, 7, 10, 11, 12 };
        for (int i = 0; i < units.Length; i++) PolicySample.Allows(policy, "B", units[i], "06 0001 0000");
        int[] others = { 1, 6, 8, 9, 13, 255 };
        for (int i = 0; i < others.Length; i++) PolicySample.Refuses(policy, "B", others[i], "06 0001 0000", Refusal.Unit);
    }

    [TestMethod]
    public void A_broadcast_is_for_writes_on_a_serial_bus_only()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow reads, writes unit 0\nallow 8, 43 unit 0\n");
        PolicySample.Allows(policy, "A", 0, "03 0000 0001");
        PolicySample.Input.IsSerialBus = true;
        PolicySample.Allows(policy, "A", 0, "06 0000 0001");
        PolicySample.Allows(policy, "A", 0, "10 0000 0001 02 0000");
        PolicySample.Refuses(policy, "A", 0, "03 0000 0001", Refusal.Broadcast);
        PolicySample.Refuses(policy, "A", 0, "17 0000 0001 0000 0001 02 0000", Refusal.Broadcast);
        PolicySample.Refuses(policy, "A", 0, "08 0000 0000", Refusal.Broadcast);
        PolicySample.Refuses(policy, "A", 0, "2B 0E 01 00", Refusal.Broadcast);
        PolicySample.Reset();
    }

    [TestMethod]
    public void Observe_forwards_what_no_line_covers_and_nothing_else()
    {
        Refusal[] forwarded =
        {
            Refusal.UnknownRole, Refusal.Function, Refusal.SubFunction, Refusal.Unit, Refusal.Address, Refusal.Quantity, Refusal.Value,
            Refusal.Step, Refusal.Mask, Refusal.State, Refusal.StateUnknown, Refusal.ShortConnection, Refusal.Time, Refusal.TimeUnknown,
        };
        for (int i = 0; i <= 255; i++)
        {
            bool expected = false;
            for (int j = 0; j < forwarded.Length; j++) expected |= (int)forwarded[j] == i;
            Assert.AreEqual(expected, EdgeGuard.Policy.Judge.ObserveForwards((Refusal)i), RefusalText.Of((Refusal)i));
        }
    }

    // Every code whose shape does not matter here: the function check comes before any other of the line's.
    private static void AllowsExactly(CompiledPolicy policy, string role, byte[] codes)
    {
        for (int code = 1; code < 128; code++)
        {
            bool isAmong = false;
            for (int i = 0; i < codes.Length; i++) isAmong |= codes[i] == code;
            string pdu = Pdu(code);
            if (isAmong) PolicySample.Allows(policy, role, pdu);
            else if (pdu.Length > 0) PolicySample.Refuses(policy, role, pdu, Refusal.Function);
        }
    }

    private static string Pdu(int code)
    {
        const string digits = "0123456789ABCDEF";
        string head = "" + digits[code >> 4] + digits[code & 15];
        switch (code)
        {
            case 1:
            case 2:
            case 3:
            case 4:
            case 6: return head + " 0000 0001";
            case 5: return head + " 0000 FF00";
            case 8: return head + " 0000 0000";
            case 15: return head + " 0000 0001 01 00";
            case 16: return head + " 0000 0001 02 0000";
            case 20: return head + " 07 06 0001 0000 0001";
            case 21: return head + " 09 06 0001 0000 0001 0000";
            case 22: return head + " 0000 FFFF 0000";
            case 23: return head + " 0000 0001 0000 0001 02 0000";
            case 24: return head + " 0000";
            case 43: return head + " 0E 01 00";
            default: return head;
        }
    }
}
