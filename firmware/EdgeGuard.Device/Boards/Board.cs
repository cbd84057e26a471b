using EdgeGuard.Core;
using EdgeGuard.Modbus;
using EdgeGuard.Settings;

namespace EdgeGuard.Device;

/// <summary>A board: which parts it has, and the few lines that its processor needs before they can be used.</summary>
/// <remarks>A new board is one class like this, the project that makes its image and hardware/NAME.pins.csv, which a test compares
/// with the class. Nothing but these classes knows a processor's own library.</remarks>
internal abstract class Board
{
    /// <summary>Its name: that of the class, and of the pin map.</summary>
    internal abstract string Name { get; }

    /// <summary>What it can serve and hold; settings that ask for more are refused.</summary>
    internal abstract BoardLimits Limits { get; }

    /// <summary>What the module's monotonic time is measured by.</summary>
    internal abstract IMicrosecondCounter Counter { get; }

    /// <summary>The port of the RS-485 bus, as the settings name it.</summary>
    internal abstract string BusPort { get; }

    /// <summary>The port of the second RS-485 bus, toward a serial client, as the settings name it. Empty: the board has none.</summary>
    internal abstract string SecondBusPort { get; }

    /// <summary>The port of the technician's console. <see cref="PrepareConsole"/> comes first.</summary>
    internal abstract string ConsolePort { get; }

    /// <summary>Whether keys may be made of what its random generator gives.</summary>
    internal abstract bool HasEntropy { get; }

    /// <summary>What keeps the time while the power is off. Once. Null: nothing does.</summary>
    /// <param name="calendar">The processor's own, before anything has set it.</param>
    internal abstract IRtc? CreateRtc(ISystemTime calendar);

    /// <summary>What resets the module when it is not fed. Once.</summary>
    internal abstract IWatchdog CreateWatchdog();

    /// <summary>Lights, button, key switch, relay. Once. Null: the board has none.</summary>
    internal abstract IPanel? CreatePanel();

    /// <summary>Leaves what hangs on the board as a reset of the whole board would: a restart of the processor alone does not reach it. Any
    /// thread; never throws.</summary>
    internal abstract void LetGo();

    /// <summary>Gives the console's pins their functions. Once.</summary>
    internal abstract void PrepareConsole();

    /// <summary>Gives the RS-485 port's pins their functions, and its transceiver power. Once.</summary>
    internal abstract void PrepareBus();

    /// <summary>The RS-485 port. <see cref="PrepareBus"/> comes first.</summary>
    internal abstract ISerialPort CreateBus(SerialFormat format, IClock clock);

    /// <summary>The second RS-485 port. Null: the board has none.</summary>
    internal abstract ISerialPort? CreateSecondBus(SerialFormat format, IClock clock);

    /// <summary>The chip on the PLC's side, held in reset until it is first used. Once, before the panel or after it.
    /// Null: the board has no network toward a PLC.</summary>
    /// <param name="addresses">Who the module is there.</param>
    /// <param name="portSeed">As <see cref="W5500Chip"/> has it.</param>
    /// <param name="clock">The module's.</param>
    internal abstract W5500Chip? CreatePlcSide(W5500Addresses addresses, int portSeed, IClock clock);
}
