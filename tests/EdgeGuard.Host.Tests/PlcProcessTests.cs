using System;
using EdgeGuard.Cli;

namespace EdgeGuard.Host.Tests;

[TestClass]
public class PlcProcessTests
{
    private readonly PlcProcess _process = new();

    [TestMethod]
    public void The_pump_follows_its_setpoint_and_the_tank_fills()
    {
        Holding(PlcMap.SpeedSetpoint) = 1500;
        _process.RunUntil(1);
        Assert.AreEqual(1300, (int)Input(PlcMap.Speed));

        _process.RunUntil(60);
        Assert.AreEqual(1500, (int)Input(PlcMap.Speed));
        Assert.AreEqual(600, (int)Input(PlcMap.Flow));
        Assert.IsTrue(Input(PlcMap.Level) > 1700, $"{Input(PlcMap.Level)} mm");
    }

    [TestMethod]
    public void A_setpoint_that_nobody_should_give_trips_the_pump_until_it_is_stopped()
    {
        Holding(PlcMap.SpeedSetpoint) = 2000;
        _process.RunUntil(60);
        Assert.AreEqual((int)PlcProcess.TrippedState, (int)Holding(PlcMap.OperatingState));
        Assert.AreEqual(0, (int)Input(PlcMap.Speed));
        Assert.IsTrue(_process.Memory.DiscreteInputs[PlcMap.Tripped]);

        Holding(PlcMap.SpeedSetpoint) = 1000;
        _process.RunUntil(120);
        Assert.AreEqual((int)PlcProcess.TrippedState, (int)Holding(PlcMap.OperatingState));

        _process.Memory.Coils[PlcMap.PumpRun] = false;
        _process.RunUntil(121);
        Assert.AreEqual((int)PlcProcess.Stopped, (int)Holding(PlcMap.OperatingState));

        _process.Memory.Coils[PlcMap.PumpRun] = true;
        _process.RunUntil(130);
        Assert.AreEqual((int)PlcProcess.Running, (int)Holding(PlcMap.OperatingState));
        Assert.AreEqual(1000, (int)Input(PlcMap.Speed));
    }

    [TestMethod]
    public void The_highest_speed_that_an_operator_may_give_does_not_trip()
    {
        Holding(PlcMap.SpeedSetpoint) = 1800;
        _process.RunUntil(600);
        Assert.AreEqual((int)PlcProcess.Running, (int)Holding(PlcMap.OperatingState));
    }

    [TestMethod]
    public void A_pump_against_a_closed_valve_trips_after_five_seconds()
    {
        _process.Memory.Coils[PlcMap.DischargeValve] = false;
        _process.RunUntil(4.5);
        Assert.AreEqual((int)PlcProcess.Running, (int)Holding(PlcMap.OperatingState));
        _process.RunUntil(6);
        Assert.AreEqual((int)PlcProcess.TrippedState, (int)Holding(PlcMap.OperatingState));
    }

    [TestMethod]
    public void In_automatic_the_level_reaches_its_setpoint()
    {
        _process.Memory.Coils[PlcMap.Automatic] = true;
        Holding(PlcMap.LevelSetpoint) = 2500;
        _process.RunUntil(3000);
        Assert.IsTrue(Math.Abs(Input(PlcMap.Level) - 2500) < 25, $"{Input(PlcMap.Level)} mm");
    }

    [TestMethod]
    public void The_operating_state_is_the_PLCs_own_whoever_writes_it()
    {
        Holding(PlcMap.OperatingState) = 7;
        _process.RunUntil(1);
        Assert.AreEqual((int)PlcProcess.Running, (int)Holding(PlcMap.OperatingState));
    }

    [TestMethod]
    public void The_temperature_follows_a_setpoint_of_two_registers_and_ignores_what_is_no_number()
    {
        _process.Memory.WriteFloat(PlcMap.TemperatureSetpoint, -10.5f);
        Assert.AreEqual(0xC128, (int)Holding(PlcMap.TemperatureSetpoint));
        _process.RunUntil(1200);
        Assert.AreEqual(-105, (int)unchecked((short)Input(PlcMap.Temperature)));

        _process.Memory.WriteFloat(PlcMap.TemperatureSetpoint, float.NaN);
        _process.RunUntil(2400);
        Assert.AreEqual(-105, (int)unchecked((short)Input(PlcMap.Temperature)));
    }

    private ref ushort Holding(int address)
    {
        return ref _process.Memory.HoldingRegisters[address];
    }

    private ushort Input(int address)
    {
        return _process.Memory.InputRegisters[address];
    }
}
