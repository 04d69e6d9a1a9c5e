return await Arize.Emulator.Commands.CommandLine.Run(args);
