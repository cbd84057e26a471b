using EdgeGuard.Modbus;

namespace EdgeGuard.Policy.Tests;

/// <summary>What a technician can rely on: values, steps, masks, states and times.</summary>
[TestClass]
public class PolicyConditionTests
{
    [TestMethod]
    public void Value_binds_every_register_written()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6,16,23 address 0-9 value 10-20,30\n");
        PolicySample.Allows(policy, "A", "06 0000 000A");
        PolicySample.Allows(policy, "A", "10 0000 0003 06 0014 001E 000B");
        PolicySample.Refuses(policy, "A", "06 0000 0009", Refusal.Value);
        PolicySample.Refuses(policy, "A", "06 0000 0015", Refusal.Value);
        PolicySample.Refuses(policy, "A", "10 0000 0003 06 0014 001F 000B", Refusal.Value);
        Assert.AreEqual(1, PolicySample.Decision.OffendingAddress);
        Assert.AreEqual(31, PolicySample.Decision.OffendingValue);
        PolicySample.Refuses(policy, "A", "17 0000 0001 0000 0001 02 FFFF", Refusal.Value);
    }

    [TestMethod]
    public void As_s16_reads_a_register_with_its_sign()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 value -40..90 as s16\n");
        PolicySample.Allows(policy, "A", "06 0000 FFD8");
        PolicySample.Allows(policy, "A", "06 0000 005A");
        PolicySample.Refuses(policy, "A", "06 0000 FFD7", Refusal.Value);
        Assert.AreEqual(-41, PolicySample.Decision.OffendingValue);
        PolicySample.Refuses(policy, "A", "06 0000 005B", Refusal.Value);
        PolicySample.Refuses(policy, "A", "06 0000 8000", Refusal.Value);
    }

    [TestMethod]
    public void Pairs_are_read_in_the_order_that_the_line_says()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0-1 value 65536-65537 as u32 high-first\n"
            + "allow 16 address 2-3 value 65536-65537 as u32 low-first\nallow 16 address 4-5 value -2..-1 as s32 high-first\n");
        PolicySample.Allows(policy, "A", "10 0000 0002 04 0001 0000");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 0000 0001", Refusal.Value);
        PolicySample.Allows(policy, "A", "10 0002 0002 04 0001 0001");
        PolicySample.Allows(policy, "A", "10 0002 0002 04 0000 0001");
        PolicySample.Refuses(policy, "A", "10 0002 0002 04 0002 0001", Refusal.Value);
        PolicySample.Allows(policy, "A", "10 0004 0002 04 FFFF FFFF");
        PolicySample.Refuses(policy, "A", "10 0004 0002 04 0000 0000", Refusal.Value);
    }

    [TestMethod]
    public void A_signed_pair_is_held_to_its_bounds_on_both_sides_of_zero()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 16 address 0-1 value -5..5 as s32 high-first\nallow 16 address 2-3 value -5..5 as s32 low-first\n");
        string[] allowed = { "FFFF FFFF", "FFFF FFFB", "0000 0000", "0000 0005" };
        string[] refused = { "FFFF FFFA", "0000 0006", "8000 0000", "7FFF FFFF", "0000 FFFF", "FFFF 0000" };
        for (int i = 0; i < allowed.Length; i++) PolicySample.Allows(policy, "A", "10 0000 0002 04 " + allowed[i]);
        for (int i = 0; i < refused.Length; i++) PolicySample.Refuses(policy, "A", "10 0000 0002 04 " + refused[i], Refusal.Value);
        PolicySample.Allows(policy, "A", "10 0002 0002 04 FFFB FFFF");
        PolicySample.Refuses(policy, "A", "10 0002 0002 04 FFFA FFFF", Refusal.Value);
        Assert.AreEqual(-6, PolicySample.Decision.OffendingValue);
        PolicySample.Refuses(policy, "A", "10 0002 0002 04 0000 8000", Refusal.Value);
        Assert.AreEqual(int.MinValue, PolicySample.Decision.OffendingValue);
    }

    [TestMethod]
    public void A_single_precision_value_is_held_to_its_bounds_exactly_and_must_be_a_number()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 60-61 value -40.0..90.0 as f32 high-first\n");
        PolicySample.Allows(policy, "A", "10 003C 0002 04 42B4 0000");
        PolicySample.Allows(policy, "A", "10 003C 0002 04 C220 0000");
        PolicySample.Allows(policy, "A", "10 003C 0002 04 0000 0000");
        PolicySample.Allows(policy, "A", "10 003C 0002 04 8000 0000");
        string[] refused = { "42B4 0001", "C220 0001", "7F80 0000", "FF80 0000", "7FC0 0000", "FFC0 0000", "7F80 0001", "7F7F FFFF" };
        for (int i = 0; i < refused.Length; i++) PolicySample.Refuses(policy, "A", "10 003C 0002 04 " + refused[i], Refusal.Value);
    }

    [TestMethod]
    public void A_bound_of_zero_holds_both_zeros()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0-1 value 0..1.5 as f32 high-first\n");
        PolicySample.Allows(policy, "A", "10 0000 0002 04 8000 0000");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 8000 0001", Refusal.Value);
    }

    [TestMethod]
    public void A_single_precision_value_with_its_words_swapped_is_no_number()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 16 address 60-61 value -40.0..90.0 as f32 high-first\nallow 16 address 70-71 value -40.0..90.0 as f32 "
                + "low-first\n");
        // 1000.0, 200.0, -1000.0, 1500.0 with a sign at the wrong end, 90.0; the last
        // two bytes of it swapped too; the largest and the smallest that are not normal.
        string[] refused =
        {
            "0000 447A", "0000 4348", "0000 C47A", "8000 44BB", "0000 42B4", "0000 7A44", "007F FFFF", "807F FFFF", "0000 0001",
                "8000 0001",
        };
        for (int i = 0; i < refused.Length; i++)
        {
            PolicySample.Refuses(policy, "A", "10 003C 0002 04 " + refused[i], Refusal.Value);
            PolicySample.Refuses(policy, "A", "10 0046 0002 04 " + refused[i].Substring(5) + refused[i].Substring(0, 4), Refusal.Value);
        }
        PolicySample.Allows(policy, "A", "10 003C 0002 04 0080 0000");
        PolicySample.Allows(policy, "A", "10 003C 0002 04 8080 0000");
        PolicySample.Allows(policy, "A", "10 0046 0002 04 0000 42B4");
    }

    [TestMethod]
    public void A_refused_value_is_told_as_its_type_has_it_and_swapped_words_are_asked_for()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 60-61 value -40.0..90.0 as f32 high-first\n");
        PolicySample.Refuses(policy, "A", "10 003C 0002 04 0000 447A", Refusal.Value);
        Assert.IsTrue(PolicySample.Decision.OffendingType == EdgeGuard.Policy.ValueType.F32);
        Assert.AreEqual(
            ": are the words swapped? The other way round it is 1000",
            ValueText.Doubt(PolicySample.Decision.OffendingType, PolicySample.Decision.OffendingValue));
        PolicySample.Refuses(policy, "A", "10 003C 0002 04 42B5 0000", Refusal.Value);
        Assert.AreEqual("90.5", ValueText.Text(PolicySample.Decision.OffendingType, PolicySample.Decision.OffendingValue));
        Assert.AreEqual("", ValueText.Doubt(PolicySample.Decision.OffendingType, PolicySample.Decision.OffendingValue));
        Assert.AreEqual(": are the words swapped?", ValueText.Doubt(EdgeGuard.Policy.ValueType.F32, 0x7FC00000));
        Assert.AreEqual("4294967295", ValueText.Text(EdgeGuard.Policy.ValueType.U32, -1));
        Assert.AreEqual("on", ValueText.Text(EdgeGuard.Policy.ValueType.Coil, 1));
    }

    [TestMethod]
    public void Pairs_must_be_written_whole_and_in_one_request()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16,23 address 61-64 value 0-10 as u32 high-first\n");
        PolicySample.Allows(policy, "A", "10 003D 0002 04 0000 0005");
        PolicySample.Allows(policy, "A", "10 003D 0004 08 0000 0005 0000 000A");
        PolicySample.Refuses(policy, "A", "10 003D 0001 02 0000", Refusal.Value);
        PolicySample.Refuses(policy, "A", "10 003E 0001 02 0005", Refusal.Value);
        PolicySample.Refuses(policy, "A", "10 003E 0002 04 0000 0000", Refusal.Value);
        PolicySample.Refuses(policy, "A", "10 003D 0003 06 0000 0005 0000", Refusal.Value);
        PolicySample.Refuses(policy, "A", "10 003D 0004 08 0000 0005 0000 000B", Refusal.Value);
        Assert.AreEqual(63, PolicySample.Decision.OffendingAddress);
    }

    [TestMethod]
    public void A_coil_may_be_bound_to_on_or_off()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 5,15 address 0-15 value off\n");
        PolicySample.Allows(policy, "A", "05 0000 0000");
        PolicySample.Allows(policy, "A", "0F 0000 0004 01 F0");
        PolicySample.Refuses(policy, "A", "05 0000 FF00", Refusal.Value);
        PolicySample.Refuses(policy, "A", "0F 0000 0005 01 10", Refusal.Value);
        Assert.AreEqual(4, PolicySample.Decision.OffendingAddress);
    }

    [TestMethod]
    public void Mask_lets_22_change_its_bits_only()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 22 address 4 mask 0x00F0\n");
        PolicySample.Allows(policy, "A", "16 0004 FF0F 0050");
        PolicySample.Allows(policy, "A", "16 0004 FFFF FFFF");
        PolicySample.Refuses(policy, "A", "16 0004 FF0E 0000", Refusal.Mask);
        Assert.AreEqual(1, PolicySample.Decision.OffendingValue);
        PolicySample.Refuses(policy, "A", "16 0004 0000 0000", Refusal.Mask);
        PolicySample.Refuses(policy, "A", "16 0005 FF0F 0000", Refusal.Address);
    }

    [TestMethod]
    public void When_waits_for_the_state_and_then_decides()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 5 address 7 when 3:12 = 0 within 5s\n");
        PolicySample.Waits(policy, "A", "05 0007 FF00");
        Assert.AreEqual(12, PolicySample.Decision.NeedAddress);
        Assert.AreEqual(1, PolicySample.Decision.NeedQuantity);
        Assert.AreEqual(1, (int)PolicySample.Decision.NeedUnit);
        Assert.IsTrue(PolicySample.Decision.NeedTable == AddressTable.HoldingRegisters);
        Know(policy, AddressTable.HoldingRegisters, 12, 0, 0);
        PolicySample.Allows(policy, "A", "05 0007 FF00");
        Know(policy, AddressTable.HoldingRegisters, 12, 1, 0);
        PolicySample.Refuses(policy, "A", "05 0007 FF00", Refusal.State);
    }

    [TestMethod]
    public void A_state_older_than_within_is_read_again()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 5 address 7 when 1:3 = on within 500ms\n");
        Know(policy, AddressTable.Coils, 3, 1, 500);
        PolicySample.Allows(policy, "A", "05 0007 FF00");
        Know(policy, AddressTable.Coils, 3, 1, 501);
        PolicySample.Waits(policy, "A", "05 0007 FF00");
        Know(policy, AddressTable.Coils, 3, 0, 501);
        PolicySample.Waits(policy, "A", "05 0007 FF00");
    }

    [TestMethod]
    public void Every_when_of_a_line_must_hold_and_each_compares_as_written()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 6 when 4:1 > 10 within 9s when 4:2 <= 5 within 9s when 2:3 != 1 within 9s\n");
        string pdu = "06 0000 0000";
        Know(policy, AddressTable.InputRegisters, 1, 11, 0);
        PolicySample.Waits(policy, "A", pdu);
        Assert.AreEqual(2, PolicySample.Decision.NeedAddress);
        PolicySample.Input.Values!.Store(1, AddressTable.InputRegisters, 2, 5, PolicySample.Input.Now);
        PolicySample.Waits(policy, "A", pdu);
        PolicySample.Input.Values.Store(1, AddressTable.DiscreteInputs, 3, 0, PolicySample.Input.Now);
        PolicySample.Allows(policy, "A", pdu);
        PolicySample.Input.Values.Store(1, AddressTable.InputRegisters, 2, 6, PolicySample.Input.Now);
        PolicySample.Refuses(policy, "A", pdu, Refusal.State);
        PolicySample.Input.Values.Store(1, AddressTable.InputRegisters, 2, 5, PolicySample.Input.Now);
        PolicySample.Input.Values.Store(1, AddressTable.InputRegisters, 1, 10, PolicySample.Input.Now);
        PolicySample.Refuses(policy, "A", pdu, Refusal.State);
    }

    [TestMethod]
    public void A_state_of_another_unit_is_not_this_units()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 6 address 0 when 3:1 = 0 within 5s\nallow 6 address 1 when 3:1 unit 9 = 0 within 5s\n");
        PolicySample.Input.Values = new ObservedValues(policy);
        PolicySample.Input.Values.Store(2, AddressTable.HoldingRegisters, 1, 0, PolicySample.Input.Now);
        PolicySample.Waits(policy, "A", "06 0000 0000");
        PolicySample.Waits(policy, "A", "06 0001 0000");
        Assert.AreEqual(9, (int)PolicySample.Decision.NeedUnit);
        PolicySample.Input.Values.Store(9, AddressTable.HoldingRegisters, 1, 0, PolicySample.Input.Now);
        PolicySample.Allows(policy, "A", "06 0001 0000");
        PolicySample.Waits(policy, "A", "06 0000 0000");
    }

    [TestMethod]
    public void The_same_address_of_two_units_is_known_of_both()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 6 address 1 step 5 when 3:1 unit 8 < 9 within 5s when 3:1 unit 9 = 0 within 5s\n");
        PolicySample.Input.Values = new ObservedValues(policy);
        for (int unit = 8; unit <= 9; unit++)
        {
            PolicySample.Waits(policy, "A", "06 0001 0000");
            PolicySample.Input.Values.Store((byte)unit, AddressTable.HoldingRegisters, 1, 0, PolicySample.Input.Now);
        }
        PolicySample.Waits(policy, "A", "06 0001 0000");
        PolicySample.Input.Values.Store(1, AddressTable.HoldingRegisters, 1, 3, PolicySample.Input.Now);
        PolicySample.Allows(policy, "A", "06 0001 0000");
        PolicySample.Refuses(policy, "A", "06 0001 0009", Refusal.Step);
        PolicySample.Input.Values.Store(9, AddressTable.HoldingRegisters, 1, 1, PolicySample.Input.Now);
        PolicySample.Refuses(policy, "A", "06 0001 0000", Refusal.State);
        PolicySample.Input.Values.Clear();
        PolicySample.Waits(policy, "A", "06 0001 0000");
    }

    [TestMethod]
    public void Step_is_against_the_value_read_just_before()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6,16 address 100-119 step 50\n");
        PolicySample.Waits(policy, "A", "10 0064 0002 04 03E8 03E8");
        Assert.AreEqual(100, PolicySample.Decision.NeedAddress);
        Assert.AreEqual(2, PolicySample.Decision.NeedQuantity);
        Know(policy, AddressTable.HoldingRegisters, 100, 1000, 0);
        PolicySample.Allows(policy, "A", "06 0064 041A");
        PolicySample.Allows(policy, "A", "06 0064 03B6");
        PolicySample.Refuses(policy, "A", "06 0064 041B", Refusal.Step);
        PolicySample.Refuses(policy, "A", "06 0064 03B5", Refusal.Step);
        PolicySample.Waits(policy, "A", "06 0065 03E8");
        Know(policy, AddressTable.HoldingRegisters, 100, 1000, 1);
        PolicySample.Waits(policy, "A", "06 0064 03E8");
        PolicySample.Input.HeldSince--;
        PolicySample.Allows(policy, "A", "06 0064 03E8");
    }

    [TestMethod]
    public void Step_does_not_wrap_around()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 address 0 step 10\nallow 6 address 1 step 10 as s16\n");
        Know(policy, AddressTable.HoldingRegisters, 0, 65530, 0);
        PolicySample.Refuses(policy, "A", "06 0000 0001", Refusal.Step);
        Know(policy, AddressTable.HoldingRegisters, 1, 65530, 0);
        PolicySample.Allows(policy, "A", "06 0001 0001");
    }

    [TestMethod]
    public void Step_of_a_signed_pair_crosses_zero_and_neither_end()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0-1 step 1 as s32 high-first\n");
        KnowPair(policy, 0x0000, 0x0000);
        PolicySample.Allows(policy, "A", "10 0000 0002 04 FFFF FFFF");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 FFFF FFFE", Refusal.Step);
        Assert.AreEqual(-2, PolicySample.Decision.OffendingValue);
        KnowPair(policy, 0xFFFF, 0xFFFF);
        PolicySample.Allows(policy, "A", "10 0000 0002 04 0000 0000");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 0000 0001", Refusal.Step);
        KnowPair(policy, 0x7FFF, 0xFFFF);
        PolicySample.Allows(policy, "A", "10 0000 0002 04 7FFF FFFE");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 8000 0000", Refusal.Step);
        KnowPair(policy, 0x8000, 0x0000);
        PolicySample.Allows(policy, "A", "10 0000 0002 04 8000 0001");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 7FFF FFFF", Refusal.Step);
    }

    [TestMethod]
    public void Step_of_a_pair_wants_both_halves_of_one_read()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0-1 step 2.5 as f32 high-first\n");
        string pdu = "10 0000 0002 04 41A4 0000"; // 20.5
        Know(policy, AddressTable.HoldingRegisters, 0, 0x4190, 0); // 18.0
        PolicySample.Waits(policy, "A", pdu);
        PolicySample.Input.Values!.Store(1, AddressTable.HoldingRegisters, 1, 0, PolicySample.Input.Now - 1);
        PolicySample.Waits(policy, "A", pdu);
        PolicySample.Input.Values.Store(1, AddressTable.HoldingRegisters, 1, 0, PolicySample.Input.Now);
        PolicySample.Allows(policy, "A", pdu);
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 41A4 0001", Refusal.Step);
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 7FC0 0000", Refusal.Step);
    }

    [TestMethod]
    public void Step_of_a_single_precision_value_wants_numbers_on_both_sides()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 16 address 0-1 step 5.0 as f32 high-first\n");
        KnowPair(policy, 0, 0);
        PolicySample.Allows(policy, "A", "10 0000 0002 04 40A0 0000");
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 0000 447A", Refusal.Step);
        Assert.AreEqual(0x447A, PolicySample.Decision.OffendingValue);
        // A PLC that holds 90.0 the other way round: no distance to it can be told.
        KnowPair(policy, 0x0000, 0x42B4);
        PolicySample.Refuses(policy, "A", "10 0000 0002 04 3F80 0000", Refusal.Step);
        Assert.AreEqual(0x42B4, PolicySample.Decision.OffendingValue);
    }

    [TestMethod]
    public void During_holds_from_its_first_minute_to_the_one_before_its_last()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 during mon-fri 06:00-18:00, sat 08:00-12:00\n");
        Holds(policy, 0, 6, 0, true);
        Holds(policy, 0, 5, 59, false);
        Holds(policy, 4, 17, 59, true);
        Holds(policy, 4, 18, 0, false);
        Holds(policy, 5, 8, 0, true);
        Holds(policy, 5, 7, 59, false);
        Holds(policy, 5, 12, 0, false);
        Holds(policy, 6, 10, 0, false);
    }

    [TestMethod]
    public void A_window_over_midnight_belongs_to_its_first_day()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 during fri,sun 22:00-06:00\n");
        Holds(policy, 4, 22, 0, true);
        Holds(policy, 5, 5, 59, true);
        Holds(policy, 5, 6, 0, false);
        Holds(policy, 4, 5, 0, false);
        Holds(policy, 5, 22, 0, false);
        Holds(policy, 6, 23, 0, true);
        Holds(policy, 0, 5, 59, true);
        Holds(policy, 0, 22, 0, false);
    }

    [TestMethod]
    public void A_line_with_a_window_refuses_while_the_time_is_not_known()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 address 0-9 during 00:00-24:00\nallow 6 address 5\n");
        PolicySample.Input.WeekMinute = JudgeInput.TimeUnknown;
        PolicySample.Refuses(policy, "A", "06 0000 0000", Refusal.TimeUnknown);
        PolicySample.Allows(policy, "A", "06 0005 0000");
        PolicySample.Reset();
        PolicySample.Allows(policy, "A", "06 0000 0000");
    }

    [TestMethod]
    public void A_line_that_may_still_allow_waits_even_where_others_refuse()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 address 0 value 1\nallow 6 address 0 when 3:1 = 0 within 1s\n");
        PolicySample.Allows(policy, "A", "06 0000 0001");
        PolicySample.Waits(policy, "A", "06 0000 0002");
        Assert.AreEqual(5, PolicySample.Decision.Rule);
        Know(policy, AddressTable.HoldingRegisters, 1, 9, 0);
        PolicySample.Refuses(policy, "A", "06 0000 0002", Refusal.State);
    }

    [TestMethod]
    public void Nobody_can_answer_for_all_units_so_a_broadcast_that_needs_a_value_is_refused()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile(
            "role A\nallow 6 unit 0 address 0 when 3:1 = 0 within 1s\nallow 6 unit 0 address 1 step 5\n");
        PolicySample.Input.IsSerialBus = true;
        PolicySample.Refuses(policy, "A", 0, "06 0000 0000", Refusal.StateUnknown);
        PolicySample.Refuses(policy, "A", 0, "06 0001 0000", Refusal.StateUnknown);
        PolicySample.Reset();
    }

    [TestMethod]
    public void Values_are_forgotten_by_a_write_that_touches_them_whatever_the_unit()
    {
        PolicySample.Reset();
        CompiledPolicy policy = PolicySample.Compile("role A\nallow 6 when 3:10 = 0 within 9s when 1:10 = 0 within 9s\n");
        Assert.IsTrue(Remembers(policy, "03 000A 0001"));
        Assert.IsTrue(Remembers(policy, "06 0009 0000"));
        Assert.IsTrue(Remembers(policy, "0F 000A 0001 01 00"));
        Assert.IsFalse(Remembers(policy, "06 000A 0000"));
        Assert.IsFalse(Remembers(policy, "10 0009 0002 04 0000 0000"));
        Assert.IsFalse(Remembers(policy, "17 0000 0001 000A 0001 02 0000"));
        Assert.IsFalse(Remembers(policy, "5A 00"));
        Assert.IsFalse(Remembers(policy, "15 09 06 0001 0000 0001 0000"));
        Assert.IsFalse(Remembers(policy, "08 0001 0000"));
    }

    private static bool Remembers(CompiledPolicy policy, string pdu)
    {
        Know(policy, AddressTable.HoldingRegisters, 10, 0, 0);
        byte[] bytes = PolicySample.Bytes(pdu);
        PolicySample.Request.Decode(2, bytes, 0, bytes.Length);
        PolicySample.Input.Values!.ForgetTouched(PolicySample.Request);
        return PolicySample.Input.Values.TryGet(1, AddressTable.HoldingRegisters, 10, 0, out int _);
    }

    private static void Know(CompiledPolicy policy, AddressTable table, int address, int value, long age)
    {
        PolicySample.Input.Values = new ObservedValues(policy);
        PolicySample.Input.Values.Store(1, table, address, value, PolicySample.Input.Now - age);
    }

    // Both halves of one read, at 0 and 1.
    private static void KnowPair(CompiledPolicy policy, int first, int second)
    {
        Know(policy, AddressTable.HoldingRegisters, 0, first, 0);
        PolicySample.Input.Values!.Store(1, AddressTable.HoldingRegisters, 1, second, PolicySample.Input.Now);
    }

    private static void Holds(CompiledPolicy policy, int day, int hour, int minute, bool expected)
    {
        PolicySample.Input.WeekMinute = day * 1440 + hour * 60 + minute;
        if (expected) PolicySample.Allows(policy, "A", "06 0000 0000");
        else PolicySample.Refuses(policy, "A", "06 0000 0000", Refusal.Time);
    }
}
