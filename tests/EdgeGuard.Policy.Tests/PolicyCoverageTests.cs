using EdgeGuard.Core;

namespace EdgeGuard.Policy.Tests;

/// <summary>What a technician can rely on: one line covers the whole request, and lines never combine.</summary>
[TestClass]
public class PolicyCoverageTests
{
    [TestMethod]
    public void An_empty_policy_allows_nothing_to_anybody()
    {
        PolicySample.Reset();
        PolicySample.Refuses(CompiledPolicy.Empty, "Operator", "03 0000 0001", Refusal.UnknownRole);
        PolicySample.Refuses(CompiledPolicy.Empty, null, "2B 0E 01 00", Refusal.NoRole);
        CompiledPolicy policy = PolicySample.Compile("role Operator\n");
        PolicySample.Refuses(policy, "Operator", "03 0000 0001", Refusal.Function);
    }

    [TestMethod]
    public void One_line_must_cover_the_whole_request_because_lines_never_combine()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 3 address 0-9\nallow 3 address 10-19\nallow 3 address 5-14\n");
        PolicySample.Allows(policy, "A", "03 0000 000A");
        PolicySample.Allows(policy, "A", "03 000A 000A");
        PolicySample.Allows(policy, "A", "03 0005 000A");
        PolicySample.Refuses(policy, "A", "03 0000 000B", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 0004 000B", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 0000 0014", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 0013 0002", Refusal.Address);
    }

    [TestMethod]
    public void Ranges_of_one_list_are_one_line_and_so_cover_together()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 3 address 0-9,10-19,30\n");
        PolicySample.Allows(policy, "A", "03 0000 0014");
        PolicySample.Allows(policy, "A", "03 001E 0001");
        PolicySample.Refuses(policy, "A", "03 0013 0002", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 001D 0002", Refusal.Address);
    }

    [TestMethod]
    public void Two_value_lines_over_one_register_do_not_lend_each_other_their_ends()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0 value 0-9\nallow 16 address 1 value 0-9\n");
        PolicySample.Allows(policy, "A", "10 0000 0001 02 0005");
        PolicySample.Allows(policy, "A", "10 0001 0001 02 0005");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 0005 0005", Refusal.Address);
    }

    [TestMethod]
    public void The_order_of_lines_never_matters()
    {
        PolicySample.Reset();
        CompiledPolicy one = PolicySample.Compile("never 6 address 5\nrole A\nallow 6 address 0-9\nallow 6 address 3 value 7\n");
        CompiledPolicy other = PolicySample.Compile("role A\nallow 6 address 3 value 7\nallow 6 address 0-9\nnever 6 address 5\n");
        string[] requests = { "06 0003 0007", "06 0003 0008", "06 0005 0000", "06 000A 0000", "06 0009 FFFF" };
        for (int i = 0; i < requests.Length; i++)
        {
            Verdict verdict = PolicySample.Judge(one, "A", 1, requests[i]);
            Refusal reason = PolicySample.Decision.Reason;
            Assert.IsTrue(verdict == PolicySample.Judge(other, "A", 1, requests[i]), requests[i]);
            Assert.AreEqual(RefusalText.Of(reason), RefusalText.Of(PolicySample.Decision.Reason), requests[i]);
        }
    }

    [TestMethod]
    public void A_refusal_names_the_line_that_came_nearest_and_the_first_address_outside()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 3 address 0-9\nallow 3 address 0-19\n");
        PolicySample.Refuses(policy, "A", "03 0005 0020", Refusal.Address);
        Assert.AreEqual(20, PolicySample.Decision.OffendingAddress);
        Assert.AreEqual(5, PolicySample.Decision.Rule);
        PolicySample.Refuses(policy, "A", "03 0064 0001", Refusal.Address);
        Assert.AreEqual(100, PolicySample.Decision.OffendingAddress);
        Assert.AreEqual(0, PolicySample.Decision.Rule);
    }

    [TestMethod]
    public void The_edges_of_the_address_space_are_addresses_like_any_other()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 3 address 0\nallow 3 address 65535\nallow 4\n");
        PolicySample.Allows(policy, "A", "03 0000 0001");
        PolicySample.Allows(policy, "A", "03 FFFF 0001");
        PolicySample.Allows(policy, "A", "04 FF83 007D");
        PolicySample.Refuses(policy, "A", "03 FFFE 0001", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 FFFE 0002", Refusal.Address);
        PolicySample.Refuses(policy, "A", "03 FFFF 0002", Refusal.Malformed);
    }

    [TestMethod]
    public void A_malformed_request_is_refused_whatever_the_policy_allows()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow reads, writes, 8, 20, 43\n");
        string[] malformed =
        {
            "03 0000 0000", "03 0000 007E", "03 0000 0001 00", "06 0000", "05 0000 0001", "0F 0000 0008 02 00 00",
            "10 0000 0001 04 0000 0000", "17 0000 0001 0000 007A 02 0000", "2B 0E 05 00", "14 06 06 0000 0000 0001", "83 00", "00",
        };
        for (int i = 0; i < malformed.Length; i++) PolicySample.Refuses(policy, "A", malformed[i], Refusal.Malformed);
    }

    [TestMethod]
    public void Address_on_23_binds_both_its_ranges()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 23 address 0-9\n");
        PolicySample.Allows(policy, "A", "17 0000 000A 0009 0001 02 0000");
        PolicySample.Refuses(policy, "A", "17 0000 000B 0009 0001 02 0000", Refusal.Address);
        Assert.AreEqual(10, PolicySample.Decision.OffendingAddress);
        PolicySample.Refuses(policy, "A", "17 0000 0001 0009 0002 04 0000 0000", Refusal.Address);
        PolicySample.Refuses(policy, "A", "17 0064 0001 0000 0001 02 0000", Refusal.Address);
        PolicySample.Refuses(policy, "A", "17 0000 0001 0064 0001 02 0000", Refusal.Address);
    }

    [TestMethod]
    public void Read_and_write_bind_the_ranges_of_23_apart()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 23 read 0-49 write 100-101\n");
        PolicySample.Allows(policy, "A", "17 0000 0032 0064 0002 04 0000 0000");
        PolicySample.Refuses(policy, "A", "17 0064 0001 0064 0001 02 0000", Refusal.Address);
        PolicySample.Refuses(policy, "A", "17 0000 0001 0000 0001 02 0000", Refusal.Address);
    }

    [TestMethod]
    public void Files_and_records_bind_every_sub_request_by_the_same_line()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 20 file 4,9 record 0-9 quantity 1-4\nallow 20 file 5 record 20-29\n");
        PolicySample.Allows(policy, "A", "14 07 06 0004 0000 0004");
        PolicySample.Allows(policy, "A", "14 0E 06 0004 0000 0001 06 0009 0009 0001");
        PolicySample.Refuses(policy, "A", "14 07 06 0004 0008 0003", Refusal.Address);
        PolicySample.Refuses(policy, "A", "14 07 06 0004 0000 0005", Refusal.Quantity);
        PolicySample.Refuses(policy, "A", "14 07 06 0006 0000 0001", Refusal.Address);
        PolicySample.Refuses(policy, "A", "14 0E 06 0004 0000 0001 06 0005 0014 0001", Refusal.Address);
        PolicySample.Refuses(policy, "A", "15 09 06 0004 0000 0001 1234", Refusal.Function);
    }

    [TestMethod]
    public void Quantity_bounds_how_much_a_request_takes_at_once()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 3,16,23 address 0-99 quantity 2-4\n");
        PolicySample.Allows(policy, "A", "03 0000 0004");
        PolicySample.Refuses(policy, "A", "03 0000 0005", Refusal.Quantity);
        Assert.AreEqual(5, PolicySample.Decision.OffendingValue);
        PolicySample.Refuses(policy, "A", "03 0000 0001", Refusal.Quantity);
        PolicySample.Refuses(policy, "A", "10 0000 0001 02 0000", Refusal.Quantity);
        PolicySample.Refuses(policy, "A", "17 0000 0005 0000 0002 04 0000 0000", Refusal.Quantity);
        PolicySample.Refuses(policy, "A", "17 0000 0002 0000 0001 02 0000", Refusal.Quantity);
    }
}
