namespace EdgeGuard.Cli;

/// <summary>Where the simulated process keeps what. <see cref="Text"/> is what `edgeguard plc --help` says of it.</summary>
public static class PlcMap
{
    public const int PumpRun = 0;
    public const int Automatic = 1;
    public const int DischargeValve = 7;

    public const int PumpTurning = 0;
    public const int LevelLow = 1;
    public const int LevelHigh = 2;
    public const int Tripped = 3;

    public const int Level = 0;
    public const int Flow = 1;
    public const int Speed = 2;
    public const int Temperature = 3;
    public const int RunSeconds = 4;

    public const int OperatingState = 12;
    public const int SpeedSetpoint = 40;
    public const int LevelSetpoint = 41;
    public const int HighLevelAlarm = 42;
    public const int LowLevelAlarm = 43;
    public const int TemperatureSetpoint = 60;
    public const int Gain = 100;

    /// <summary>The map in words.</summary>
    public const string Text = """
        A tank of 1 m² is filled by a pump through a valve, and drains by itself. Addresses are PDU addresses, from 0 to 199.

          coils (1, 5, 15)               0  run the pump
                                         1  automatic: hold the level setpoint
                                         7  discharge valve open; closed while the pump turns, the pump trips after 5 s
          discrete inputs (2)            0  the pump turns      1  level low     2  level high     3  tripped
          input registers (4)            0  level, mm           1  flow, l/min   2  pump speed, rpm
                                         3  temperature, 0.1 °C, signed          4  seconds run
          holding registers (3,6,16,22,23)
                                        12  operating state: 0 stopped, 1 running, 2 tripped (reset: stop the pump); written by the PLC
                                        40  pump speed setpoint, 0-1500 rpm; the PLC takes more, and trips above 1800
                                        41  level setpoint, mm  42  high alarm, mm    43  low alarm, mm
                                     60-61  temperature setpoint, °C, f32, high word first
                                   100-119  tuning: 100 is the gain of the level controller in 0.01 rpm/mm

        It also answers 8/0, 43/14, and 90 as an engineering tool would have it: '5A 00 41' stops the pump, '5A 00 40' starts it.
        """;
}
