@echo off
rem The start script begins with "exec", so that under npm no shell stands between a signal and the
rem program it is for. That is a word of every sh; on Windows it is this file.
%*
