using System;

namespace EdgeGuard.Cli;

/// <summary>A pump that fills a tank that drains, and the small program that runs it. Takes time as an argument. Not thread-safe.</summary>
/// <remarks>Believable, not exact: a setpoint shows in the speed within seconds and in the level within minutes, and a
/// setpoint that no operator should give does harm.</remarks>
public sealed class PlcProcess
{
    /// <summary>What <see cref="PlcMap.OperatingState"/> holds.</summary>
    public const ushort Stopped = 0;
    public const ushort Running = 1;
    public const ushort TrippedState = 2;

    private const double StepSeconds = 0.1;
    private const double TankHeight = 5000;
    private const double RampPerSecond = 300;
    private const double OverspeedTrip = 1800;
    private const double ClosedValveTripSeconds = 5;

    private double _level = 1600;
    private double _speed = 1000;
    private double _flow;
    private double _temperature = 21.5;
    private double _seconds;
    private double _runSeconds;
    private double _closedSeconds;
    private bool _isTripped;

    /// <summary>A process in the middle of its work: the pump runs at 1000 rpm, the tank stands at 1600 mm.</summary>
    public PlcProcess()
    {
        Memory.Coils[PlcMap.PumpRun] = true;
        Memory.Coils[PlcMap.DischargeValve] = true;
        Memory.HoldingRegisters[PlcMap.SpeedSetpoint] = 1000;
        Memory.HoldingRegisters[PlcMap.LevelSetpoint] = 1600;
        Memory.HoldingRegisters[PlcMap.HighLevelAlarm] = 4500;
        Memory.HoldingRegisters[PlcMap.LowLevelAlarm] = 500;
        Memory.HoldingRegisters[PlcMap.Gain] = 50;
        Memory.WriteFloat(PlcMap.TemperatureSetpoint, 21.5f);
        Publish();
    }

    /// <summary>What the process shows, and what it is told.</summary>
    public PlcMemory Memory { get; } = new();

    /// <summary>Lets the process run until so many seconds after its beginning; earlier than now does nothing.</summary>
    public void RunUntil(double seconds)
    {
        // A process that nobody asked for an hour has settled: an hour's steps are enough for any pause.
        _seconds = Math.Max(_seconds, seconds - 3600);
        for (; _seconds + StepSeconds <= seconds; _seconds += StepSeconds) Step();
        Publish();
    }

    private void Step()
    {
        bool isOpen = Memory.Coils[PlcMap.DischargeValve];
        bool isAsked = Memory.Coils[PlcMap.PumpRun];
        if (!isAsked) _isTripped = false;

        double target = isAsked && !_isTripped ? TargetSpeed() : 0;
        _speed += Math.Clamp(target - _speed, -RampPerSecond * StepSeconds, RampPerSecond * StepSeconds);
        _closedSeconds = _speed > 0 && !isOpen ? _closedSeconds + StepSeconds : 0;
        if (_speed > OverspeedTrip || _closedSeconds > ClosedValveTripSeconds) _isTripped = true;
        if (_speed > 0) _runSeconds += StepSeconds;

        // Litres a minute in and out; a litre is a millimetre.
        _flow = isOpen ? 0.4 * _speed : 0;
        double drain = 10 * Math.Sqrt(_level);
        _level = Math.Clamp(_level + (_flow - drain) / 60 * StepSeconds, 0, TankHeight);

        float wanted = Memory.ReadFloat(PlcMap.TemperatureSetpoint);
        if (float.IsFinite(wanted)) _temperature += (Math.Clamp(wanted, -40, 150) - _temperature) * StepSeconds / 60;
    }

    private double TargetSpeed()
    {
        if (!Memory.Coils[PlcMap.Automatic])
        {
            return Memory.HoldingRegisters[PlcMap.SpeedSetpoint];
        }

        double wanted = Memory.HoldingRegisters[PlcMap.LevelSetpoint];
        double gain = Memory.HoldingRegisters[PlcMap.Gain] / 100.0;
        return Math.Clamp(25 * Math.Sqrt(wanted) + gain * (wanted - _level), 0, 1500);
    }

    private void Publish()
    {
        ushort state = Memory.Coils[PlcMap.PumpRun] ? Running : Stopped;
        Memory.HoldingRegisters[PlcMap.OperatingState] = _isTripped ? TrippedState : state;
        Memory.InputRegisters[PlcMap.Level] = (ushort)Math.Round(_level);
        Memory.InputRegisters[PlcMap.Flow] = (ushort)Math.Round(_flow);
        Memory.InputRegisters[PlcMap.Speed] = (ushort)Math.Round(_speed);
        Memory.InputRegisters[PlcMap.Temperature] = unchecked((ushort)(short)Math.Round(_temperature * 10));
        Memory.InputRegisters[PlcMap.RunSeconds] = (ushort)(Math.Min(_runSeconds, ushort.MaxValue));
        Memory.DiscreteInputs[PlcMap.PumpTurning] = _speed > 0;
        Memory.DiscreteInputs[PlcMap.LevelLow] = _level < Memory.HoldingRegisters[PlcMap.LowLevelAlarm];
        Memory.DiscreteInputs[PlcMap.LevelHigh] = _level > Memory.HoldingRegisters[PlcMap.HighLevelAlarm];
        Memory.DiscreteInputs[PlcMap.Tripped] = _isTripped;
    }
}
